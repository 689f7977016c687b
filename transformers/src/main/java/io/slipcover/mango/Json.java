package io.slipcover.mango;

import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The small pieces of JSON that selectors are made of. */
final class Json {
    private Json() {}

    /** An object with one member. */
    static JsonObject member(String name, JsonValue value) {
        JsonObject object = JsonObject.empty();
        object.add(JsonName.of(name), value);
        return object;
    }

    static JsonArray array(List<? extends JsonValue> elements) {
        JsonArray array = JsonArray.empty();
        elements.forEach(array::add);
        return array;
    }

    static JsonSlice integer(BigInteger value) {
        return (JsonSlice) JsonValue.of(value.toString());
    }

    /**
     * Refuses what JSON allows and CouchDB cannot read: floats beyond 64 bits, surrogates that stand alone. Integers of more digits than
     * {@link ErlangNumber#LONGEST_INTEGER} are refused alike, since work with them grows with the square of their length.
     *
     * @throws MangoException where there is such a value, on any level
     */
    static void requireReadable(JsonValue value) {
        boolean readable = switch (value.kind()) {
            case NULL, BOOLEAN -> true;
            case NUMBER -> ErlangNumber.of(value).isReadable();
            case STRING -> isWellFormed(text(value));
            case ARRAY -> {
                Elements.of(value.asArray()).forEach(Json::requireReadable);
                yield true;
            }
            case OBJECT -> areReadable(value.asObject());
        };
        if (!readable) {
            throw MangoException.badRequest("bad_request", "invalid UTF-8 JSON");
        }
    }

    private static boolean areReadable(JsonObject object) {
        for (int index = 0; index < object.size(); index++) {
            if (!isWellFormed(object.name(index).text())) {
                return false;
            }
            requireReadable(object.value(index));
        }
        return true;
    }

    private static boolean isWellFormed(String text) {
        return text.codePoints()
                .noneMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }

    /** Whether Erlang reads the value as an integer: it is spelt without point and exponent. */
    static boolean isInteger(JsonValue value) {
        return value.kind() == JsonKind.NUMBER && ErlangNumber.of(value).isInteger();
    }

    static BigInteger integer(JsonValue value) {
        return ErlangNumber.of(value).integer();
    }

    /** The value without members that others of the same name follow, on every level, in containers of its own. */
    static JsonValue settled(JsonValue value) {
        return switch (value.kind()) {
            case ARRAY -> settledElements(value.asArray());
            case OBJECT -> settledMembers(value.asObject());
            case STRING, NUMBER, BOOLEAN, NULL -> value;
        };
    }

    private static JsonValue settledElements(JsonArray array) {
        return array(Elements.of(array).map(Json::settled).toList());
    }

    private static JsonValue settledMembers(JsonObject object) {
        Map<JsonName, JsonValue> members = new LinkedHashMap<>();
        for (int index = 0; index < object.size(); index++) {
            JsonName name = object.name(index);
            // Removed first, since a member stands where it stood last.
            members.remove(name);
            members.put(name, object.value(index));
        }
        JsonObject settled = JsonObject.empty();
        members.forEach((name, value) -> settled.add(name, settled(value)));
        return settled;
    }

    /** The text of a value that is a string. */
    static String text(JsonValue value) {
        return ((JsonSlice) value).asString();
    }
}
