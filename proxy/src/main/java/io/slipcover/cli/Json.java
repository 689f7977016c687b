package io.slipcover.cli;

import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import java.util.List;
import java.util.function.Function;

/** An object of JSON that a command prints, written member by member. */
final class Json {
    private final JsonObject object = JsonObject.empty();

    Json with(String name, JsonValue value) {
        object.add(JsonName.of(name), value);
        return this;
    }

    Json with(String name, String value) {
        return with(name, JsonSlice.string(value));
    }

    Json with(String name, long value) {
        return with(name, JsonSlice.number(value));
    }

    Json with(String name, boolean value) {
        return with(name, JsonSlice.bool(value));
    }

    Json with(String name, Json value) {
        return with(name, value.object);
    }

    Json with(String name, List<String> values) {
        return with(name, array(values, JsonSlice::string));
    }

    <T> Json with(String name, List<T> values, Function<T, Json> each) {
        return with(name, array(values, value -> each.apply(value).object));
    }

    boolean isEmpty() {
        return object.isEmpty();
    }

    private static <T> JsonArray array(List<T> values, Function<T, JsonValue> each) {
        JsonArray array = JsonArray.empty();
        values.forEach(value -> array.add(each.apply(value)));
        return array;
    }

    @Override
    public String toString() {
        return object.toString();
    }
}
