package io.slipcover.lens.model;

import static io.slipcover.lens.model.ModelOperation.copy;
import static io.slipcover.lens.model.ModelOperation.replace;
import static io.slipcover.lens.model.ModelOperation.requireFree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** The operations that move, add, drop, cut and glue members, as the lens table says. */
public final class Members {
    private Members() {}

    public static ModelOperation rename(String source, String destination) {
        return new ModelOperation() {
            @Override
            public Map<String, Object> forward(Map<String, Object> older) {
                return move(older, source, destination);
            }

            @Override
            public Map<String, Object> backward(Map<String, Object> newer) {
                return move(newer, destination, source);
            }

            @Override
            public Map<String, Object> put(Map<String, Object> base, Map<String, Object> view) {
                return forward(view);
            }
        };
    }

    private static Map<String, Object> move(Map<String, Object> document, String from, String to) {
        requireFree(document, to);
        return renamed(document, from, to);
    }

    private static Map<String, Object> renamed(Map<String, Object> document, String from, String to) {
        return replace(document, from, Collections.singletonMap(to, document.get(from)));
    }

    public static ModelOperation add(String name, Object standard) {
        return new ModelOperation() {
            @Override
            public Map<String, Object> forward(Map<String, Object> older) {
                Map<String, Object> result = copy(older);
                if (!result.containsKey(name)) {
                    result.put(name, standard);
                }
                return result;
            }

            @Override
            public Map<String, Object> backward(Map<String, Object> newer) {
                Map<String, Object> result = copy(newer);
                result.remove(name);
                return result;
            }

            @Override
            public Map<String, Object> put(Map<String, Object> base, Map<String, Object> view) {
                boolean strays = view.containsKey(name)
                        && !(base.containsKey(name) && Objects.equals(base.get(name), view.get(name)));
                if (strays) {
                    throw new ModelOperation.Refusal(name + " is not what the base has");
                }
                Map<String, Object> result = copy(view);
                if (base.containsKey(name)) {
                    result.put(name, base.get(name));
                }
                return result;
            }
        };
    }

    public static ModelOperation fill(String name, Object standard) {
        ModelOperation adding = add(name, standard);
        return new ModelOperation() {
            @Override
            public Map<String, Object> forward(Map<String, Object> older) {
                return adding.forward(older);
            }

            @Override
            public Map<String, Object> backward(Map<String, Object> newer) {
                return copy(newer);
            }

            @Override
            public Map<String, Object> put(Map<String, Object> base, Map<String, Object> view) {
                return base.containsKey(name) ? forward(view) : copy(view);
            }
        };
    }

    public static ModelOperation copying(String source, String destination) {
        return new ModelOperation() {
            @Override
            public Map<String, Object> forward(Map<String, Object> older) {
                requireFree(older, destination);
                Map<String, Object> result = copy(older);
                if (older.containsKey(source)) {
                    result.put(destination, older.get(source));
                }
                return result;
            }

            @Override
            public Map<String, Object> backward(Map<String, Object> newer) {
                Map<String, Object> result = copy(newer);
                result.remove(destination);
                return result;
            }

            @Override
            public Map<String, Object> put(Map<String, Object> base, Map<String, Object> view) {
                requireFree(view, destination);
                Map<String, Object> result = copy(view);
                boolean untouched = same(base, source, view, source);
                Map<String, Object> from = untouched || !same(base, source, base, destination) ? base : view;
                String name = from == base ? destination : source;
                if (from.containsKey(name)) {
                    result.put(destination, from.get(name));
                }
                return result;
            }
        };
    }

    private static boolean same(Map<String, Object> one, String name, Map<String, Object> other, String otherName) {
        return one.containsKey(name) == other.containsKey(otherName)
                && Objects.equals(one.get(name), other.get(otherName));
    }

    public static ModelOperation merge(List<String> names, String into) {
        return new ModelOperation() {
            @Override
            public Map<String, Object> forward(Map<String, Object> older) {
                if (!names.contains(into)) {
                    requireFree(older, into);
                }
                List<String> there = names.stream().filter(older::containsKey).toList();
                if (there.isEmpty()) {
                    return copy(older);
                }
                Map<String, Object> result = copy(older);
                result.keySet().removeAll(there.subList(1, there.size()));
                return renamed(result, there.get(0), into);
            }

            @Override
            public Map<String, Object> backward(Map<String, Object> newer) {
                names.stream().filter(name -> !name.equals(into)).forEach(name -> requireFree(newer, name));
                return renamed(newer, into, names.get(0));
            }

            @Override
            public Map<String, Object> put(Map<String, Object> base, Map<String, Object> view) {
                return forward(view);
            }
        };
    }

    /** A member that older documents may lack: nothing stands for it there. */
    public static ModelOperation removeOptional(String name) {
        ModelOperation withDefault = remove(name, null);
        return new ModelOperation() {
            @Override
            public Map<String, Object> forward(Map<String, Object> older) {
                return withDefault.forward(older);
            }

            @Override
            public Map<String, Object> backward(Map<String, Object> newer) {
                return copy(newer);
            }

            @Override
            public Map<String, Object> put(Map<String, Object> base, Map<String, Object> view) {
                return withDefault.put(base, view);
            }
        };
    }

    public static ModelOperation remove(String name, Object standard) {
        ModelOperation mirror = add(name, standard);
        return new ModelOperation() {
            @Override
            public Map<String, Object> forward(Map<String, Object> older) {
                return mirror.backward(older);
            }

            @Override
            public Map<String, Object> backward(Map<String, Object> newer) {
                return mirror.forward(newer);
            }

            @Override
            public Map<String, Object> put(Map<String, Object> base, Map<String, Object> view) {
                Map<String, Object> result = copy(view);
                if (base.containsKey(name)) {
                    result.put(name, base.get(name));
                } else {
                    result.remove(name);
                }
                return result;
            }
        };
    }

    public static ModelOperation hoist(String host, String name) {
        return new ModelOperation() {
            @Override
            public Map<String, Object> forward(Map<String, Object> older) {
                return up(older, host, name);
            }

            @Override
            public Map<String, Object> backward(Map<String, Object> newer) {
                return down(newer, host, name);
            }

            @Override
            public Map<String, Object> put(Map<String, Object> base, Map<String, Object> view) {
                Map<String, Object> result = forward(view);
                boolean left = view.containsKey(host) && !result.containsKey(host);
                if (left && base.containsKey(name) && Map.of().equals(base.get(host))) {
                    Map<String, Object> both = new LinkedHashMap<>();
                    both.put(host, Map.of());
                    both.put(name, result.get(name));
                    return replace(result, name, both);
                }
                return result;
            }
        };
    }

    public static ModelOperation plunge(String host, String name) {
        return new ModelOperation() {
            @Override
            public Map<String, Object> forward(Map<String, Object> older) {
                return down(older, host, name);
            }

            @Override
            public Map<String, Object> backward(Map<String, Object> newer) {
                return up(newer, host, name);
            }

            @Override
            public Map<String, Object> put(Map<String, Object> base, Map<String, Object> view) {
                return forward(view);
            }
        };
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> up(Map<String, Object> document, String host, String name) {
        requireFree(document, name);
        if (!(document.get(host) instanceof Map<?, ?> object && object.containsKey(name))) {
            return copy(document);
        }
        Map<String, Object> rest = copy((Map<String, Object>) object);
        Object value = rest.remove(name);
        Map<String, Object> both = new LinkedHashMap<>();
        if (!rest.isEmpty()) {
            both.put(host, rest);
        }
        both.put(name, value);
        return replace(document, host, both);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> down(Map<String, Object> document, String host, String name) {
        if (document.get(host) instanceof Map<?, ?> object && object.containsKey(name)) {
            throw new ModelOperation.Refusal(host + "." + name + " is taken");
        }
        Map<String, Object> result = copy(document);
        if (!result.containsKey(name)) {
            return result;
        }
        Object there = result.containsKey(host) ? result.get(host) : Map.of();
        if (!(there instanceof Map)) {
            throw new ModelOperation.Refusal(host + " is no object");
        }
        Map<String, Object> object = copy((Map<String, Object>) there);
        object.put(name, result.get(name));
        if (!result.containsKey(host)) {
            return replace(result, name, Map.of(host, object));
        }
        result.remove(name);
        result.put(host, object);
        return result;
    }

    public static ModelOperation split(String name, List<String> into, String separator) {
        return new ModelOperation() {
            @Override
            public Map<String, Object> forward(Map<String, Object> older) {
                return cut(older, name, into, separator);
            }

            @Override
            public Map<String, Object> backward(Map<String, Object> newer) {
                return glue(newer, into, name, separator);
            }

            @Override
            public Map<String, Object> put(Map<String, Object> base, Map<String, Object> view) {
                Map<String, Object> shown = backward(base);
                if (!(shown.containsKey(name)
                        && view.containsKey(name)
                        && Objects.equals(shown.get(name), view.get(name)))) {
                    return forward(view);
                }
                into.forEach(piece -> requireFree(view, piece));
                Map<String, Object> pieces = new LinkedHashMap<>();
                into.stream().filter(base::containsKey).forEach(piece -> pieces.put(piece, base.get(piece)));
                return replace(view, name, pieces);
            }
        };
    }

    public static ModelOperation join(List<String> names, String into, String separator) {
        return new ModelOperation() {
            @Override
            public Map<String, Object> forward(Map<String, Object> older) {
                return glue(older, names, into, separator);
            }

            @Override
            public Map<String, Object> backward(Map<String, Object> newer) {
                return cut(newer, into, names, separator);
            }

            @Override
            public Map<String, Object> put(Map<String, Object> base, Map<String, Object> view) {
                return forward(view);
            }
        };
    }

    private static Map<String, Object> cut(
            Map<String, Object> document, String name, List<String> into, String separator) {
        into.forEach(piece -> requireFree(document, piece));
        if (!document.containsKey(name)) {
            return copy(document);
        }
        Map<String, Object> cut = new LinkedHashMap<>();
        Object value = document.get(name);
        if (value == null) {
            cut.put(into.get(0), null);
        } else if (value instanceof String text) {
            List<String> pieces = Arrays.asList(text.split(Pattern.quote(separator), into.size()));
            for (int index = 0; index < pieces.size(); index++) {
                cut.put(into.get(index), pieces.get(index));
            }
        } else {
            throw new ModelOperation.Refusal(name + " is no string");
        }
        return replace(document, name, cut);
    }

    private static Map<String, Object> glue(
            Map<String, Object> document, List<String> names, String into, String separator) {
        requireFree(document, into);
        Map<String, Object> result = copy(document);
        List<String> there = names.stream().filter(document::containsKey).toList();
        if (there.isEmpty()) {
            return result;
        }
        String place =
                document.keySet().stream().filter(names::contains).findFirst().orElseThrow();
        there.stream().filter(name -> !name.equals(place)).forEach(result::remove);
        if (there.equals(names.subList(0, 1)) && document.get(names.get(0)) == null) {
            return replace(result, place, Collections.singletonMap(into, null));
        }
        List<String> pieces = new ArrayList<>();
        for (String name : names.subList(0, names.indexOf(there.get(there.size() - 1)) + 1)) {
            Object piece = document.containsKey(name) ? document.get(name) : "";
            if (!(piece instanceof String text)) {
                throw new ModelOperation.Refusal(name + " is no string");
            }
            pieces.add(text);
        }
        return replace(result, place, Map.of(into, String.join(separator, pieces)));
    }
}
