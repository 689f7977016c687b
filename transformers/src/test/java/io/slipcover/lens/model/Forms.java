package io.slipcover.lens.model;

import static io.slipcover.lens.model.ModelOperation.copy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The operations that make an object of a list, or a list of an object, as the lens table says; and the order of members. */
public final class Forms {
    private Forms() {}

    /** An object whose members have an order that somebody wrote as a list's. */
    static final class Ordered extends LinkedHashMap<String, Object> {
        private static final long serialVersionUID = 1L;

        Ordered(Map<String, Object> members) {
            super(members);
        }
    }

    /** Whether both are the same, also in the order of members where somebody wrote it. */
    static boolean areSame(Object base, Object view) {
        return Objects.equals(base, view) && !keepsOrder(view);
    }

    private static boolean keepsOrder(Object value) {
        if (value instanceof Map<?, ?> object) {
            return object instanceof Ordered || object.values().stream().anyMatch(Forms::keepsOrder);
        }
        return value instanceof List<?> list && list.stream().anyMatch(Forms::keepsOrder);
    }

    /** The result with the order of the base's members, unless somebody wrote another one; new members follow. */
    static Map<String, Object> inTheOrderOf(Map<String, Object> base, Map<String, Object> result) {
        Map<String, Object> ordered = copy(result);
        if (!(result instanceof Ordered)) {
            ordered.clear();
            base.keySet().stream().filter(result::containsKey).forEach(name -> ordered.put(name, result.get(name)));
            result.forEach(ordered::putIfAbsent);
        }
        ordered.replaceAll((name, value) -> base.containsKey(name) ? inTheOrderOf(base.get(name), value) : value);
        return ordered;
    }

    private static Object inTheOrderOf(Object base, Object value) {
        if (areSame(base, value)) {
            return base;
        }
        if (base instanceof Map && value instanceof Map) {
            return inTheOrderOf(object(base), object(value));
        }
        // Elements of lists that are not the same are led one by one before, or are of no consequence.
        return value;
    }

    /** What becomes of a value that is not null. */
    private interface Form {
        Object forward(Object older);

        Object backward(Object newer);

        Object put(Object base, Object written);
    }

    private static ModelOperation member(String name, Form form) {
        return new ModelOperation() {
            @Override
            public Map<String, Object> forward(Map<String, Object> older) {
                return older.get(name) == null ? copy(older) : with(older, form.forward(older.get(name)));
            }

            @Override
            public Map<String, Object> backward(Map<String, Object> newer) {
                return newer.get(name) == null ? copy(newer) : with(newer, form.backward(newer.get(name)));
            }

            @Override
            public Map<String, Object> put(Map<String, Object> base, Map<String, Object> view) {
                Object there = base.get(name);
                Object written = view.get(name);
                if (there == null || written == null) {
                    return forward(view);
                }
                return with(view, areSame(form.backward(there), written) ? there : form.put(there, written));
            }

            private Map<String, Object> with(Map<String, Object> document, Object value) {
                Map<String, Object> result = copy(document);
                result.put(name, value);
                return result;
            }
        };
    }

    public static ModelOperation fromEntries(String name, String key, String value) {
        return member(name, new Form() {
            @Override
            public Object forward(Object older) {
                return toObject(list(older), key, value);
            }

            @Override
            public Object backward(Object newer) {
                return toEntries(object(newer), key, value);
            }

            @Override
            public Object put(Object base, Object written) {
                return new Ordered(toObject(list(written), key, value));
            }
        });
    }

    public static ModelOperation toEntries(String name, String key, String value) {
        return member(name, new Form() {
            @Override
            public Object forward(Object older) {
                return toEntries(object(older), key, value);
            }

            @Override
            public Object backward(Object newer) {
                return toObject(list(newer), key, value);
            }

            @Override
            public Object put(Object base, Object written) {
                Map<String, Object> stored = toObject(list(base), key, value);
                Map<String, Object> view = object(written);
                List<Object> result = new ArrayList<>();
                for (String name : inTheOrder(stored.keySet(), view)) {
                    List<Object> entries = toEntries(Collections.singletonMap(name, view.get(name)), key, value);
                    Map<String, Object> entry = object(entries.get(0));
                    Map<String, Object> partner = list(base).stream()
                            .map(Forms::object)
                            .filter(element -> element.get(key).equals(name))
                            .findFirst()
                            .orElse(entry);
                    result.add(inTheOrderOf(partner, entry));
                }
                return result;
            }
        });
    }

    public static ModelOperation toFlags(String name) {
        return member(name, new Form() {
            @Override
            public Object forward(Object older) {
                return flags(strings(list(older)));
            }

            @Override
            public Object backward(Object newer) {
                return new ArrayList<>(raised(object(newer)));
            }

            @Override
            public Object put(Object base, Object written) {
                Set<String> flags = strings(list(written));
                List<String> stored = new ArrayList<>(object(base).keySet());
                Map<String, Object> result = new LinkedHashMap<>();
                for (String flag : flags) {
                    stored.subList(0, Math.max(0, stored.indexOf(flag)))
                            .forEach(other -> putHidden(result, object(base), other, flags));
                    result.put(flag, true);
                }
                stored.forEach(other -> putHidden(result, object(base), other, flags));
                return new Ordered(result);
            }
        });
    }

    private static void putHidden(
            Map<String, Object> result, Map<String, Object> base, String name, Set<String> flags) {
        if (base.get(name).equals(false) && !flags.contains(name)) {
            result.putIfAbsent(name, false);
        }
    }

    public static ModelOperation fromFlags(String name) {
        return member(name, new Form() {
            @Override
            public Object forward(Object older) {
                return new ArrayList<>(raised(object(older)));
            }

            @Override
            public Object backward(Object newer) {
                return flags(strings(list(newer)));
            }

            @Override
            public Object put(Object base, Object written) {
                Set<String> flags = raised(object(written));
                if (written instanceof Ordered) {
                    return new ArrayList<>(flags);
                }
                List<Object> result = new ArrayList<>(list(base));
                result.retainAll(flags);
                flags.stream().filter(flag -> !result.contains(flag)).toList().forEach(result::add);
                return result;
            }
        });
    }

    private static List<String> inTheOrder(Set<String> base, Map<String, Object> view) {
        Set<String> names = new LinkedHashSet<>(view instanceof Ordered ? Set.of() : base);
        names.retainAll(view.keySet());
        names.addAll(view.keySet());
        return List.copyOf(names);
    }

    private static Map<String, Object> toObject(List<?> entries, String key, String value) {
        Map<String, Object> result = new LinkedHashMap<>();
        for (Object element : entries) {
            Map<String, Object> rest = copy(object(element));
            if (!(rest.remove(key) instanceof String name)) {
                throw new ModelOperation.Refusal(element + " has no key");
            }
            if (value != null && !rest.keySet().equals(Set.of(value))) {
                throw new ModelOperation.Refusal(element + " is more or less than a key and a value");
            }
            if (result.containsKey(name)) {
                throw new ModelOperation.Refusal(name + " stands there twice");
            }
            result.put(name, value == null ? rest : rest.get(value));
        }
        return result;
    }

    private static List<Object> toEntries(Map<String, Object> members, String key, String value) {
        List<Object> result = new ArrayList<>();
        members.forEach((name, member) -> {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put(key, name);
            if (value != null) {
                entry.put(value, member);
            } else if (object(member).containsKey(key)) {
                throw new ModelOperation.Refusal(member + " has the key already");
            } else {
                entry.putAll(object(member));
            }
            result.add(entry);
        });
        return result;
    }

    private static Set<String> strings(List<?> list) {
        Set<String> strings = new LinkedHashSet<>();
        for (Object element : list) {
            if (!(element instanceof String text)) {
                throw new ModelOperation.Refusal(element + " is no string");
            }
            strings.add(text);
        }
        return strings;
    }

    private static Set<String> raised(Map<String, Object> flags) {
        Set<String> raised = new LinkedHashSet<>();
        flags.forEach((name, value) -> {
            if (!(value instanceof Boolean flag)) {
                throw new ModelOperation.Refusal(value + " is no boolean");
            }
            if (flag) {
                raised.add(name);
            }
        });
        return raised;
    }

    private static Map<String, Object> flags(Set<String> names) {
        Map<String, Object> flags = new LinkedHashMap<>();
        names.forEach(name -> flags.put(name, true));
        return flags;
    }

    private static List<?> list(Object value) {
        if (value instanceof List<?> list) {
            return list;
        }
        throw new ModelOperation.Refusal(value + " is no list");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Object value) {
        if (value instanceof Map) {
            return (Map<String, Object>) value;
        }
        throw new ModelOperation.Refusal(value + " is no object");
    }
}
