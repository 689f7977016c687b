package io.slipcover.lens.model;

import static io.slipcover.lens.model.ModelOperation.copy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** The operations that lead an object inside a document, or each object of an array, as the lens table says. */
public final class Nested {
    private static final int NONE = -1;

    private Nested() {}

    public static ModelOperation in(String name, ModelOperation lens) {
        return inside(name, Map.class, new Values.Conversion() {
            @Override
            public Object forward(Object older) {
                return lens.forward(object(older));
            }

            @Override
            public Object backward(Object newer) {
                return lens.backward(object(newer));
            }

            @Override
            public Object put(Object base, Object written) {
                return lens.put(object(base), object(written));
            }
        });
    }

    /** A lens for the objects alone that have this value. */
    public static ModelOperation when(String name, Object value, ModelOperation lens) {
        return when(document -> document.containsKey(name) && Objects.equals(document.get(name), value), lens);
    }

    private static ModelOperation when(Predicate<Map<String, Object>> condition, ModelOperation lens) {
        return new ModelOperation() {
            private boolean holds(Map<String, Object> document) {
                return condition.test(document);
            }

            @Override
            public Map<String, Object> forward(Map<String, Object> older) {
                return holds(older) ? lens.forward(older) : copy(older);
            }

            @Override
            public Map<String, Object> backward(Map<String, Object> newer) {
                return holds(newer) ? lens.backward(newer) : copy(newer);
            }

            @Override
            public Map<String, Object> put(Map<String, Object> base, Map<String, Object> view) {
                if (!holds(view)) {
                    return copy(view);
                }
                return holds(base) ? lens.put(base, view) : lens.forward(view);
            }
        };
    }

    /** A lens for the objects at any depth that have the one member and lack the other. */
    public static ModelOperation everywhere(String has, String lacks, ModelOperation lens) {
        ModelOperation here = when(object -> object.containsKey(has) && !object.containsKey(lacks), lens);
        return new ModelOperation() {
            @Override
            public Map<String, Object> forward(Map<String, Object> older) {
                return here.forward(each(older, this::forwardValue));
            }

            @Override
            public Map<String, Object> backward(Map<String, Object> newer) {
                return each(here.backward(newer), this::backwardValue);
            }

            @Override
            public Map<String, Object> put(Map<String, Object> base, Map<String, Object> view) {
                backward(base);
                Map<String, Object> shown = here.backward(base);
                Map<String, Object> led = new LinkedHashMap<>();
                view.forEach((name, value) -> led.put(
                        name, shown.containsKey(name) ? putValue(shown.get(name), value) : forwardValue(value)));
                return here.put(base, led);
            }

            private Object forwardValue(Object value) {
                if (value instanceof List<?> list) {
                    return each(list, this::forwardValue);
                }
                return value instanceof Map ? forward(object(value)) : value;
            }

            private Object backwardValue(Object value) {
                if (value instanceof List<?> list) {
                    return each(list, this::backwardValue);
                }
                return value instanceof Map ? backward(object(value)) : value;
            }

            private Object putValue(Object base, Object view) {
                if (base instanceof Map && view instanceof Map) {
                    return put(object(base), object(view));
                }
                if (!(base instanceof List<?> bases && view instanceof List<?> views)) {
                    return forwardValue(view);
                }
                int[] partners = align(each(bases, this::backwardValue), views, null);
                List<Object> result = new ArrayList<>();
                for (int index = 0; index < views.size(); index++) {
                    result.add(
                            partners[index] == NONE
                                    ? forwardValue(views.get(index))
                                    : putValue(bases.get(partners[index]), views.get(index)));
                }
                return result;
            }
        };
    }

    /**
     * A lens for each element of a list.
     *
     * @param as the member as which the lens sees an element; null: elements are objects or null
     */
    public static ModelOperation map(String name, ModelOperation lens, String key, String as) {
        ElementModel element = new ElementModel(lens, as);
        return inside(name, List.class, new Values.Conversion() {
            @Override
            public Object forward(Object older) {
                return each((List<?>) older, element::forward);
            }

            @Override
            public Object backward(Object newer) {
                return each((List<?>) newer, element::backward);
            }

            @Override
            public Object put(Object base, Object written) {
                List<?> bases = (List<?>) base;
                List<?> views = (List<?>) written;
                int[] partners = align(each(bases, element::backward), views, key);
                List<Object> result = new ArrayList<>();
                for (int index = 0; index < views.size(); index++) {
                    Object view = views.get(index);
                    result.add(
                            partners[index] == NONE
                                    ? element.forward(view)
                                    : element.put(bases.get(partners[index]), view));
                }
                return result;
            }
        });
    }

    /** A lens for each value of an object. */
    public static ModelOperation mapValues(String name, ModelOperation lens, String as) {
        ElementModel element = new ElementModel(lens, as);
        return inside(name, Map.class, new Values.Conversion() {
            @Override
            public Object forward(Object older) {
                return each(object(older), element::forward);
            }

            @Override
            public Object backward(Object newer) {
                return each(object(newer), element::backward);
            }

            @Override
            public Object put(Object base, Object written) {
                Map<String, Object> bases = object(base);
                bases.values().forEach(element::backward);
                Map<String, Object> result = copy(object(written));
                result.replaceAll((member, view) -> bases.containsKey(member)
                        ? element.put(bases.get(member), view)
                        : element.forward(view));
                return result;
            }
        });
    }

    private static Map<String, Object> each(Map<String, Object> values, UnaryOperator<Object> step) {
        Map<String, Object> result = copy(values);
        result.replaceAll((member, value) -> step.apply(value));
        return result;
    }

    private static List<Object> each(List<?> elements, UnaryOperator<Object> step) {
        List<Object> result = new ArrayList<>();
        for (Object element : elements) {
            result.add(step.apply(element));
        }
        return result;
    }

    /** A lens on an element: an object or null, or anything where it is seen as a member. */
    private record ElementModel(ModelOperation lens, String as) {
        Object forward(Object older) {
            return as == null && older == null ? null : element(lens.forward(seen(older)));
        }

        Object backward(Object newer) {
            return as == null && newer == null ? null : element(lens.backward(seen(newer)));
        }

        Object put(Object base, Object written) {
            if (as == null && (base == null || written == null)) {
                return forward(written);
            }
            return element(Forms.inTheOrderOf(seen(base), lens.put(seen(base), seen(written))));
        }

        private Map<String, Object> seen(Object element) {
            return as == null ? object(element) : new LinkedHashMap<>(Collections.singletonMap(as, element));
        }

        private Object element(Map<String, Object> led) {
            if (as == null) {
                return led;
            }
            if (!led.keySet().equals(Set.of(as))) {
                throw new ModelOperation.Refusal(led + " is not " + as + " alone");
            }
            return led.get(as);
        }
    }

    /** For each view the index of the base element it goes with, or {@link #NONE}. */
    static int[] align(List<?> bases, List<?> views, String key) {
        int[] partners = new int[views.size()];
        Arrays.fill(partners, NONE);
        boolean[] taken = new boolean[bases.size()];
        alongCommonSubsequence(bases, views, partners, taken);
        for (int view = 0; view < views.size(); view++) {
            for (int base = 0; base < bases.size() && partners[view] == NONE; base++) {
                if (!taken[base] && Objects.equals(bases.get(base), views.get(view))) {
                    partners[view] = base;
                    taken[base] = true;
                }
            }
        }
        for (int view = 0; view < views.size() && key != null; view++) {
            for (int base = 0; base < bases.size() && partners[view] == NONE; base++) {
                if (!taken[base] && has(bases.get(base), key) && sameKey(bases.get(base), views.get(view), key)) {
                    partners[view] = base;
                    taken[base] = true;
                }
            }
        }
        int[] firm = partners.clone();
        for (int from = 0; from < views.size(); from++) {
            if (firm[from] != NONE) {
                continue;
            }
            int to = from;
            while (to < views.size() && firm[to] == NONE) {
                to++;
            }
            int left = from == 0 ? -1 : firm[from - 1];
            int right = to == views.size() ? bases.size() : firm[to];
            int base = Math.min(left, right) + 1;
            for (int view = from; view < to; view++, base++) {
                while (base < Math.max(left, right) && taken[base]) {
                    base++;
                }
                if (base < Math.max(left, right) && !differentKeys(bases.get(base), views.get(view), key)) {
                    partners[view] = base;
                    taken[base] = true;
                }
            }
            from = to;
        }
        return partners;
    }

    private static void alongCommonSubsequence(List<?> bases, List<?> views, int[] partners, boolean[] taken) {
        int[][] longest = new int[bases.size() + 1][views.size() + 1];
        for (int base = bases.size() - 1; base >= 0; base--) {
            for (int view = views.size() - 1; view >= 0; view--) {
                longest[base][view] = Objects.equals(bases.get(base), views.get(view))
                        ? longest[base + 1][view + 1] + 1
                        : Math.max(longest[base + 1][view], longest[base][view + 1]);
            }
        }
        int base = 0;
        int view = 0;
        while (base < bases.size() && view < views.size()) {
            if (Objects.equals(bases.get(base), views.get(view))) {
                taken[base] = true;
                partners[view++] = base++;
            } else if (longest[base][view + 1] >= longest[base + 1][view]) {
                view++;
            } else {
                base++;
            }
        }
    }

    private static boolean has(Object element, String key) {
        return key != null && element instanceof Map<?, ?> object && object.containsKey(key);
    }

    private static boolean sameKey(Object base, Object view, String key) {
        return has(base, key)
                && has(view, key)
                && Objects.equals(((Map<?, ?>) base).get(key), ((Map<?, ?>) view).get(key));
    }

    private static boolean differentKeys(Object base, Object view, String key) {
        return has(base, key) && has(view, key) && !sameKey(base, view, key);
    }

    private static ModelOperation inside(String name, Class<?> expected, Values.Conversion conversion) {
        return new ModelOperation() {
            @Override
            public Map<String, Object> forward(Map<String, Object> older) {
                return with(older, conversion::forward);
            }

            @Override
            public Map<String, Object> backward(Map<String, Object> newer) {
                return with(newer, conversion::backward);
            }

            @Override
            public Map<String, Object> put(Map<String, Object> base, Map<String, Object> view) {
                Object there = base.get(name);
                return expected.isInstance(there)
                        ? with(view, written -> conversion.put(there, written))
                        : forward(view);
            }

            private Map<String, Object> with(Map<String, Object> document, UnaryOperator<Object> change) {
                Map<String, Object> result = copy(document);
                Object value = result.get(name);
                if (value == null) {
                    return result;
                }
                if (!expected.isInstance(value)) {
                    throw new ModelOperation.Refusal(name + " is no " + expected.getSimpleName());
                }
                result.put(name, change.apply(value));
                return result;
            }
        };
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Object value) {
        if (value instanceof Map) {
            return (Map<String, Object>) value;
        }
        throw new ModelOperation.Refusal(value + " is no object");
    }
}
