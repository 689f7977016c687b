package io.slipcover.config;

import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;
import org.jspecify.annotations.Nullable;

/** What stands around the objects that operations inside another one lead. */
enum Surroundings {
    /** The object is a member's value. */
    MEMBER,
    /** The object is an element of the list in a member. */
    ELEMENTS,
    /** The object is a value of the object in a member. */
    VALUES,
    /** Nobody can tell, or the operations lead no object that stands in the document. */
    UNKNOWN;

    private static final JsonName SOME_NAME = JsonName.of("name");

    /** A document with the object in this member, and nothing else; null where nobody can tell. */
    @Nullable
    JsonObject around(JsonObject inner, JsonName member) {
        JsonValue value = switch (this) {
            case MEMBER -> inner;
            case ELEMENTS -> {
                JsonArray elements = JsonArray.empty();
                elements.add(inner);
                yield elements;
            }
            case VALUES -> with(SOME_NAME, inner);
            case UNKNOWN -> null;
        };
        return value == null ? null : with(member, value);
    }

    private static JsonObject with(JsonName member, JsonValue value) {
        JsonObject object = JsonObject.empty();
        object.add(member, value);
        return object;
    }
}
