package io.slipcover.mango;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;
import java.util.function.Function;

/** The members of a body, which are taken out one by one. The members that nobody knows stay. */
final class FindOptions {
    private final JsonObject left;

    /** Takes the members from this very object. */
    FindOptions(JsonObject body) {
        left = body;
    }

    JsonValue required(String name) {
        JsonValue value = left.remove(JsonName.of(name));
        if (value == null) {
            throw MangoException.badRequest("missing_required_key", name + " is missing");
        }
        return value;
    }

    <T> T take(String name, T absent, Function<JsonValue, T> reader) {
        JsonValue value = left.remove(JsonName.of(name));
        return value == null ? absent : reader.apply(value);
    }

    void requireNothingElse() {
        if (!left.isEmpty()) {
            throw MangoException.badRequest("invalid_key", "there is a member that no query has");
        }
    }
}
