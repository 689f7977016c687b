package io.slipcover.lens;

import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import java.util.LinkedHashSet;
import java.util.Set;

/** An array of strings, and an object in which each of them is {@code true}: what {@code to-flags} and {@code from-flags} do. */
final class Flags {
    private Flags() {}

    /** The strings of an array, each once, in their order. */
    static Set<JsonName> ofArray(Operation operation, JsonArray array) {
        Set<JsonName> flags = new LinkedHashSet<>();
        for (int i = 0; i < array.size(); i++) {
            JsonValue element = array.get(i);
            if (element.kind() != JsonKind.STRING) {
                throw LensException.unexpected(operation, "an element is expected to be a string", element);
            }
            flags.add(JsonName.of(((JsonSlice) element).asString()));
        }
        return flags;
    }

    /** The members of an object that are {@code true}, in their order. Members of the object that do not count go. The set may be changed. */
    static Set<JsonName> ofObject(Operation operation, JsonObject object) {
        MemberPositions.settle(object);
        Set<JsonName> flags = new LinkedHashSet<>();
        for (int i = 0; i < object.size(); i++) {
            JsonValue value = object.value(i);
            if (value.kind() != JsonKind.BOOLEAN) {
                throw LensException.unexpected(operation, "a member's value is expected to be true or false", value);
            }
            if (((JsonSlice) value).asBoolean()) {
                flags.add(object.name(i));
            }
        }
        return flags;
    }

    static JsonArray toArray(Iterable<JsonName> flags) {
        JsonArray array = JsonArray.empty();
        flags.forEach(flag -> array.add(JsonSlice.string(flag.text())));
        return array;
    }

    static JsonObject toObject(Iterable<JsonName> flags) {
        JsonObject object = JsonObject.empty();
        flags.forEach(flag -> object.add(flag, JsonSlice.TRUE));
        return object;
    }
}
