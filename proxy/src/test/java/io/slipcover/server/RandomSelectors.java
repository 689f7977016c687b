package io.slipcover.server;

import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;

/** Generated selectors about the fields and the values that some documents have. */
final class RandomSelectors {
    private static final List<String> KINDS = List.of("string", "number", "boolean", "null", "array", "object");

    private final Random random;
    private final Map<String, List<String>> valuesByPath = new TreeMap<>();
    private final List<String> paths;

    RandomSelectors(Random random, List<String> documents) {
        this.random = random;
        for (String document : documents) {
            collect("", JsonObject.of(document));
        }
        this.paths = new ArrayList<>(new TreeSet<>(valuesByPath.keySet()));
        this.paths.add("nowhere");
        valuesByPath.put("nowhere", List.of("1"));
    }

    private void collect(String prefix, JsonObject object) {
        for (int index = 0; index < object.size(); index++) {
            String path = prefix + object.name(index).text();
            JsonValue value = object.value(index);
            valuesByPath.computeIfAbsent(path, any -> new ArrayList<>()).add(value.toString());
            if (value.kind() == JsonKind.OBJECT) {
                collect(path + ".", value.asObject());
            }
        }
    }

    List<String> paths() {
        return paths;
    }

    String selector() {
        return selector(2);
    }

    private String selector(int depth) {
        int choice = random.nextInt(depth == 0 ? 6 : 12);
        return switch (choice) {
            case 6, 7 -> "{\"$or\":[" + selector(depth - 1) + "," + selector(depth - 1) + "]}";
            case 8 -> "{\"$and\":[" + selector(depth - 1) + "," + selector(depth - 1) + "]}";
            case 9 -> "{\"$nor\":[" + selector(depth - 1) + "," + selector(depth - 1) + "]}";
            case 10 -> "{\"$not\":" + selector(depth - 1) + "}";
            case 11 -> "{" + member(field()) + "," + member("schema") + "}";
            default -> "{" + member(field()) + "}";
        };
    }

    private String field() {
        return paths.get(random.nextInt(paths.size()));
    }

    private String member(String path) {
        return JsonSlice.string(path) + ":" + condition(path, 1);
    }

    private String value(String path) {
        List<String> values = valuesByPath.get(path);
        return values.get(random.nextInt(values.size()));
    }

    private String condition(String path, int depth) {
        String value = value(path);
        return switch (random.nextInt(17)) {
            case 0, 1 -> isObject(value) ? "{\"$eq\":" + value + "}" : value;
            case 2 -> "{\"$ne\":" + value + "}";
            case 3 -> "{\"$gt\":" + value + "}";
            case 4 -> "{\"$gte\":" + value + "}";
            case 5 -> "{\"$lt\":" + value + "}";
            case 6 -> "{\"$gte\":" + value + ",\"$lte\":" + value(path) + "}";
            case 7 -> "{\"$in\":[" + value + "," + value(path) + "]}";
            case 8 -> "{\"$nin\":[" + value + "," + value(path) + "]}";
            case 9 -> "{\"$exists\":" + random.nextBoolean() + "}";
            case 10 -> "{\"$type\":\"" + KINDS.get(random.nextInt(KINDS.size())) + "\"}";
            case 11 -> "{\"$mod\":[" + (2 + random.nextInt(2)) + "," + random.nextInt(2) + "]}";
            case 12 -> "{\"$size\":" + random.nextInt(3) + "}";
            case 13 -> ofText(value);
            case 14 -> ofElements(value);
            case 15 ->
                depth == 0
                        ? value(path).equals("{}") ? "1" : "{\"$gt\":null}"
                        : "{\"$not\":" + object(condition(path, 0)) + "}";
            default -> "{\"$lte\":" + value + "}";
        };
    }

    private static String object(String condition) {
        return isObject(condition) ? condition : "{\"$eq\":" + condition + "}";
    }

    private static boolean isObject(String value) {
        return value.startsWith("{");
    }

    private String ofText(String value) {
        JsonValue json = JsonValue.of(value);
        if (json.kind() != JsonKind.STRING) {
            return "{\"$regex\":\"e\"}";
        }
        String text = ((JsonSlice) json).asString();
        String beginning = text.substring(0, Math.min(text.length(), 1 + random.nextInt(2)));
        return random.nextBoolean()
                ? "{\"$beginsWith\":" + JsonSlice.string(beginning) + "}"
                : "{\"$regex\":" + JsonSlice.string("^" + (text.isEmpty() ? "" : text.substring(0, 1))) + "}";
    }

    private String ofElements(String value) {
        JsonValue json = JsonValue.of(value);
        if (json.kind() != JsonKind.ARRAY || json.asArray().size() == 0) {
            return "{\"$all\":[" + value + "]}";
        }
        JsonArray array = json.asArray();
        JsonValue element = array.get(random.nextInt(array.size()));
        if (element.kind() == JsonKind.OBJECT && element.asObject().size() > 0) {
            JsonObject object = element.asObject();
            JsonName name = object.name(random.nextInt(object.size()));
            String operator = random.nextBoolean() ? "$elemMatch" : "$allMatch";
            return "{\"" + operator + "\":{" + JsonSlice.string(name.text()) + ":"
                    + object(object.get(name).toString()) + "}}";
        }
        return random.nextBoolean()
                ? "{\"$all\":[" + element + "]}"
                : "{\"$elemMatch\":" + object(element.toString()) + "}";
    }
}
