package io.slipcover.corpus;

import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import java.util.Set;

/** Reads the canonical text of an operation, and writes the operation as a lens file has it: {@code {"rename":{"source":"a",…}}}. */
final class CanonicalText {
    private static final JsonName LENS = JsonName.of("lens");
    private static final JsonName MIXED = JsonName.of("mixed");

    /** The operations that say themselves that some data has the newer form. */
    private static final Set<String> MIXED_BY_THEMSELVES = Set.of("convert", "split", "join");

    private final String text;
    private int at;

    private CanonicalText(String text) {
        this.text = text;
    }

    static JsonObject operation(String text) {
        return new CanonicalText(text).value().asObject();
    }

    private JsonValue value() {
        char first = text.charAt(at);
        if (first == '{') {
            return members();
        }
        if (first == '[') {
            return list();
        }
        int from = at;
        if (first == '"') {
            at++;
            while (text.charAt(at) != '"') {
                at += text.charAt(at) == '\\' ? 2 : 1;
            }
            at++;
            return JsonValue.of(text.substring(from, at));
        }
        while (at < text.length() && ",]}{".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String word = text.substring(from, at);
        return at < text.length() && text.charAt(at) == '{' ? written(word, members()) : JsonValue.of(word);
    }

    private JsonObject members() {
        JsonObject object = JsonObject.empty();
        at++;
        while (text.charAt(at) != '}') {
            JsonName name = JsonName.of(((JsonSlice) value()).asString());
            at++;
            JsonValue value = value();
            if (name.text().equals("choice")) {
                JsonObject choice = value.asObject();
                for (int i = 0; i < choice.size(); i++) {
                    object.add(choice.name(i), choice.value(i));
                }
            } else {
                object.add(name, value);
            }
            skipComma();
        }
        at++;
        return object;
    }

    private JsonArray list() {
        JsonArray array = JsonArray.empty();
        at++;
        while (text.charAt(at) != ']') {
            array.add(value());
            skipComma();
        }
        at++;
        return array;
    }

    private void skipComma() {
        if (text.charAt(at) == ',') {
            at++;
        }
    }

    /** What has a word before it, as lens files write it. */
    private static JsonValue written(String word, JsonObject members) {
        return switch (word) {
            case "named" -> members;
            case "all-but" -> renamed(members, "names", "except");
            case "matching" -> renamed(members, "pattern", "matching");
            case "date" -> date(members);
            case "mixed" -> mixed(members);
            case "map" -> map(members, false);
            case "map-values" -> map(members, true);
            default -> operation(word, lifted(members));
        };
    }

    private static JsonObject renamed(JsonObject members, String from, String to) {
        members.rename(members.indexOf(JsonName.of(from)), JsonName.of(to));
        return members;
    }

    private static JsonObject date(JsonObject members) {
        if ("Z".equals(members.string(JsonName.of("zone")))) {
            members.remove(JsonName.of("zone"));
        }
        return members;
    }

    /** The operation, which says itself that some data has the newer form; what holds a lens says so for all of it. */
    private static JsonObject mixed(JsonObject members) {
        JsonArray lens = array(members);
        if (lens.size() == 1) {
            JsonObject only = lens.get(0).asObject();
            if (MIXED_BY_THEMSELVES.contains(only.name(0).text())) {
                JsonObject arguments = only.value(0).asObject();
                arguments.add(MIXED, JsonSlice.TRUE);
                return operation(only.name(0).text(), arguments);
            }
        }
        return operation("mixed", members);
    }

    private static JsonArray array(JsonObject members) {
        JsonValue lens = members.get(LENS);
        if (lens == null) {
            throw new IllegalArgumentException("no lens in " + members);
        }
        return lens.asArray();
    }

    private static JsonArray map(JsonObject members, boolean values) {
        JsonName key = JsonName.of("key");
        JsonValue found = members.get(key);
        if (found != null && found.isNull()) {
            members.remove(key);
        }
        if (values) {
            members.add(JsonName.of("values"), JsonSlice.TRUE);
        }
        JsonArray lens = JsonArray.empty();
        lens.add(operation("map", lifted(members)));
        return lens;
    }

    /** A list that is mixed as a whole is so by the operation that holds it. */
    private static JsonObject lifted(JsonObject members) {
        JsonValue lens = members.get(LENS);
        if (lens != null && lens.asArray().size() == 1) {
            JsonObject only = lens.asArray().get(0).asObject();
            if (only.name(0).equals(MIXED)) {
                members.put(LENS, array(only.value(0).asObject()));
                members.add(MIXED, JsonSlice.TRUE);
            }
        }
        return members;
    }

    private static JsonObject operation(String word, JsonObject members) {
        JsonObject operation = JsonObject.empty();
        operation.add(JsonName.of(word), members);
        return operation;
    }
}
