package io.slipcover.query;

import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import io.slipcover.lens.model.Documents;
import io.slipcover.lens.model.RandomDocuments;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Random selectors, as clients write them, that ask for what some views have. */
final class RandomSelectors {
    private static final List<String> TYPES = List.of("null", "boolean", "number", "string", "array", "object");

    private final Random random;
    private final RandomDocuments documents;
    private final List<JsonObject> views;

    /** @param views what is drawn from; at least one */
    RandomSelectors(Random random, List<JsonObject> views) {
        this.random = random;
        this.documents = new RandomDocuments(random);
        this.views = views;
    }

    String selector() {
        return selector(views.get(random.nextInt(views.size())), 2);
    }

    private String selector(JsonValue of, int depth) {
        int kind = random.nextInt(depth > 0 ? 10 : 6);
        if (kind < 6) {
            return field(of, depth);
        }
        List<String> parts = new ArrayList<>();
        for (int count = 1 + random.nextInt(3); count > 0; count--) {
            JsonValue about = kind == 6 || depth < 2 ? of : views.get(random.nextInt(views.size()));
            parts.add(selector(about, depth - 1));
        }
        String all = String.join(",", parts);
        return switch (kind) {
            case 6 -> "{\"$and\":[" + all + "]}";
            case 7 -> "{\"$or\":[" + all + "]}";
            case 8 -> "{\"$nor\":[" + all + "]}";
            default -> "{\"$not\":" + parts.get(0) + "}";
        };
    }

    /** A condition at a path that mostly leads somewhere. */
    private String field(JsonValue of, int depth) {
        List<String> path = new ArrayList<>();
        JsonValue reached = of;
        do {
            if (reached.kind() == JsonKind.OBJECT && reached.asObject().size() > 0 && random.nextInt(8) > 0) {
                JsonObject object = reached.asObject();
                int index = random.nextInt(object.size());
                String part = object.name(index).text();
                if (part.isEmpty()) {
                    break; // CouchDB fails at a path with an empty part.
                }
                path.add(part);
                reached = object.value(index);
            } else if (reached.kind() == JsonKind.ARRAY && reached.asArray().size() > 0 && random.nextInt(8) > 0) {
                int index = random.nextInt(reached.asArray().size());
                path.add(Integer.toString(index));
                reached = reached.asArray().get(index);
            } else {
                path.add(random.nextInt(6) == 0 ? "0" : name());
                reached = JsonSlice.NULL;
            }
        } while (random.nextInt(3) == 0);
        if (path.isEmpty()) {
            path.add(name());
        }
        return "{" + JsonSlice.string(String.join(".", path)) + ":" + condition(reached, depth) + "}";
    }

    private String name() {
        return RandomDocuments.NAMES.get(random.nextInt(RandomDocuments.NAMES.size()));
    }

    private String condition(JsonValue found, int depth) {
        String value = random.nextInt(4) == 0 ? Documents.spell(documents.value(1), random) : found.toString();
        String other = Documents.spell(documents.value(0), random);
        switch (random.nextInt(22)) {
            case 0, 1, 2 -> {
                return "{\"$eq\":" + value + "}";
            }
            case 3 -> {
                return "{\"$ne\":" + (random.nextBoolean() ? value : other) + "}";
            }
            case 4, 5 -> {
                String operator = List.of("$lt", "$lte", "$gt", "$gte").get(random.nextInt(4));
                return "{\"" + operator + "\":" + (random.nextBoolean() ? value : other) + "}";
            }
            case 6 -> {
                return "{\"$in\":[" + value + "," + other + "]}";
            }
            case 7 -> {
                return "{\"$nin\":[" + other + "," + (random.nextInt(4) == 0 ? value : other) + "]}";
            }
            case 8, 9 -> {
                return "{\"$exists\":" + (random.nextInt(3) > 0) + "}";
            }
            case 10, 11 -> {
                String type = random.nextInt(3) == 0
                        ? TYPES.get(random.nextInt(TYPES.size()))
                        : found.kind().name().toLowerCase(Locale.ROOT);
                return "{\"$type\":\"" + type + "\"}";
            }
            case 12 -> {
                return "{\"$mod\":[2," + random.nextInt(2) + "]}";
            }
            case 13 -> {
                return "{\"$regex\":\"" + List.of("^x", "y", ".", "1").get(random.nextInt(4)) + "\"}";
            }
            case 14 -> {
                return "{\"$beginsWith\":\"" + List.of("x", "", "20", "1").get(random.nextInt(4)) + "\"}";
            }
            case 15 -> {
                return "{\"$size\":" + random.nextInt(4) + "}";
            }
            case 16 -> {
                String all = found.kind() == JsonKind.ARRAY && found.asArray().size() > 0
                        ? found.asArray().get(0).toString()
                        : value;
                return "{\"$all\":[" + all + "]}";
            }
            case 17, 18 -> {
                return "{\"" + (random.nextInt(3) > 0 ? "$elemMatch" : "$allMatch") + "\":" + element(found, depth)
                        + "}";
            }
            case 19 -> {
                return "{\"$keyMapMatch\":{\"$eq\":\"" + name() + "\"}}";
            }
            case 20 -> {
                return depth > 0 ? "{\"$not\":" + condition(found, depth - 1) + "}" : value;
            }
            default -> {
                return found.kind() == JsonKind.OBJECT && depth > 0 ? selector(found, depth - 1) : value;
            }
        }
    }

    private String element(JsonValue found, int depth) {
        JsonValue element = JsonSlice.NULL;
        if (found.kind() == JsonKind.ARRAY) {
            JsonArray array = found.asArray();
            element = array.size() > 0 ? array.get(random.nextInt(array.size())) : element;
        }
        if (element.kind() == JsonKind.OBJECT && depth > 0 && random.nextInt(4) > 0) {
            return selector(element, depth - 1);
        }
        String condition = condition(element, 0);
        return condition.startsWith("{") ? condition : "{\"$eq\":" + condition + "}";
    }
}
