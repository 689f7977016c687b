package io.slipcover.lens.model;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Small random documents, over few names and few values so that what can collide does, and random edits of them. */
public final class RandomDocuments {
    public static final List<String> NAMES = List.of("a", "b", "c", "d", "e", "f");
    private static final List<String> STRINGS = List.of(
            "",
            "x",
            "y",
            "x y",
            "x y z",
            " ",
            "1",
            "1.50",
            "1e2",
            "2024-01-01T00:00:00Z",
            "2024-01-01T01:30:00.123987+01:30",
            "1969-12-31T23:59:59.9999Z");
    private static final List<String> NUMBERS = List.of(
            "0", "1", "2", "1.5", "-7", "110", "1704067200000", "1704067200000.5", "123456789012345678901234.5");

    private final Random random;

    public RandomDocuments(Random random) {
        this.random = random;
    }

    public Map<String, Object> document() {
        return object(2);
    }

    private Map<String, Object> object(int depth) {
        List<String> names = new ArrayList<>(NAMES);
        Collections.shuffle(names, random);
        Map<String, Object> result = new LinkedHashMap<>();
        for (String name : names.subList(0, random.nextInt(depth == 2 ? 6 : 4))) {
            result.put(name, value(depth));
        }
        return result;
    }

    public Object value(int depth) {
        int kind = random.nextInt(depth > 0 ? 13 : 9);
        if (kind < 4) {
            return STRINGS.get(random.nextInt(STRINGS.size()));
        }
        if (kind < 7) {
            return Values.number(new BigDecimal(NUMBERS.get(random.nextInt(NUMBERS.size()))));
        }
        if (kind == 7) {
            return null;
        }
        if (kind == 8) {
            return random.nextBoolean();
        }
        if (kind < 11) {
            return random.nextInt(5) == 0 ? flags() : object(depth - 1);
        }
        if (random.nextInt(5) == 0) {
            return random.nextBoolean() ? strings() : entries(depth);
        }
        boolean objects = random.nextInt(3) > 0;
        List<Object> array = new ArrayList<>();
        for (int count = random.nextInt(5); count > 0; count--) {
            array.add(objects ? object(depth - 1) : value(depth - 1));
        }
        return array;
    }

    /** An object of booleans. */
    private Map<String, Object> flags() {
        Map<String, Object> flags = object(1);
        flags.replaceAll((name, value) -> random.nextBoolean());
        return flags;
    }

    private List<Object> strings() {
        List<Object> strings = new ArrayList<>();
        for (int count = random.nextInt(4); count > 0; count--) {
            strings.add(string());
        }
        return strings;
    }

    private String string() {
        return random.nextBoolean()
                ? NAMES.get(random.nextInt(NAMES.size()))
                : STRINGS.get(random.nextInt(STRINGS.size()));
    }

    /** Objects that differ in one member, a string. */
    private List<Object> entries(int depth) {
        String key = NAMES.get(random.nextInt(3));
        String value = NAMES.get(3 + random.nextInt(3));
        boolean pairs = random.nextBoolean();
        List<Object> entries = new ArrayList<>();
        for (String name : new LinkedHashSet<>(List.of(string(), string(), string()))) {
            Map<String, Object> entry = pairs ? new LinkedHashMap<>() : object(depth - 1);
            if (pairs) {
                entry.put(value, value(depth - 1));
            }
            entry.put(key, name);
            entries.add(entry);
        }
        return entries;
    }

    /** The document with a few changes, deep ones and moved array elements among them; often none at all. */
    public Map<String, Object> edit(Map<String, Object> document) {
        Map<String, Object> result = document;
        for (int count = random.nextInt(4); count > 0; count--) {
            result = editOnce(result);
        }
        return result;
    }

    private Map<String, Object> editOnce(Map<String, Object> object) {
        Map<String, Object> result = new LinkedHashMap<>(object);
        String name = result.isEmpty() || random.nextInt(5) == 0
                ? NAMES.get(random.nextInt(NAMES.size()))
                : List.copyOf(result.keySet()).get(random.nextInt(result.size()));
        Object value = result.get(name);
        if (value instanceof Map && random.nextInt(3) > 0) {
            result.put(name, editOnce(map(value)));
        } else if (value instanceof List<?> array && random.nextInt(4) > 0) {
            result.put(name, editArray(array));
        } else if (random.nextInt(4) == 0) {
            result.remove(name);
        } else {
            boolean isFlag = value instanceof Boolean && random.nextInt(3) > 0;
            result.put(name, isFlag ? (Object) random.nextBoolean() : value(1));
        }
        return result;
    }

    private List<Object> editArray(List<?> array) {
        List<Object> result = new ArrayList<>(array);
        int size = result.size();
        switch (random.nextInt(5)) {
            case 0 -> {
                boolean strings = size > 0 && result.get(0) instanceof String;
                result.add(random.nextInt(size + 1), strings ? string() : object(1));
            }
            case 1 -> Collections.shuffle(result, random);
            case 2 -> {
                if (size > 0) {
                    result.remove(random.nextInt(size));
                }
            }
            case 3 -> {
                if (size > 0) {
                    result.add(random.nextInt(size), result.get(random.nextInt(size)));
                }
            }
            default -> {
                int index = size == 0 ? -1 : random.nextInt(size);
                if (index >= 0 && result.get(index) instanceof Map) {
                    result.set(index, editOnce(map(result.get(index))));
                } else {
                    result.add(value(0));
                }
            }
        }
        return result;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }
}
