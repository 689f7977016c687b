package io.slipcover.lens;

import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;

/** A value as the only element of an array, and the first element as a value: what {@code wrap} and {@code head} do. */
final class Elements {
    private Elements() {}

    static void wrap(JsonObject object, JsonName name) {
        int index = object.indexOf(name);
        if (index < 0) {
            return;
        }
        JsonValue value = object.value(index);
        JsonArray array = JsonArray.empty();
        if (!value.isNull()) {
            array.add(value);
        }
        object.set(index, array);
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
