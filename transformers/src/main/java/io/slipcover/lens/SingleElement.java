package io.slipcover.lens;

import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import org.jspecify.annotations.Nullable;

/** A value as the only element of an array, and the first element as a value: what {@code wrap} and {@code head} do. */
final class SingleElement {
    private SingleElement() {}

    static void wrap(JsonObject object, JsonName name) {
        int index = object.indexOf(name);
        if (index < 0) {
            return;
        }
        object.set(index, wrapped(object.value(index)));
    }

    /** The array that stands for a value. */
    static JsonArray wrapped(JsonValue value) {
        JsonArray array = JsonArray.empty();
        if (!value.isNull()) {
            array.add(value);
        }
        return array;
    }

    /** The value that stands for an array, or null where the value is none. */
    static @Nullable JsonValue unwrapped(JsonValue value) {
        return value.kind() == JsonKind.ARRAY ? first(value.asArray()) : null;
    }

    static void unwrap(Operation operation, JsonObject object, JsonName name) {
        int index = object.indexOf(name);
        if (index < 0) {
            return;
        }
        JsonArray array = object.array(name);
        if (array == null) {
            throw LensException.unexpected(operation, name, "an array", object.value(index));
        }
        object.set(index, first(array));
    }

    static JsonValue first(JsonArray array) {
        return array.size() == 0 ? JsonSlice.NULL : array.get(0);
    }
}
