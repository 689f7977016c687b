package io.slipcover.lens;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** What leads the object in a member. */
sealed interface ObjectLens extends ContentLens<JsonObject> permits OperationSequence, MapValues {
    @Override
    default @Nullable JsonObject in(JsonObject object, JsonName member) {
        return object.object(member);
    }

    @Override
    default String expected() {
        return "an object or null";
    }
}
