package io.slipcover.mango;

import io.slipcover.json.JsonValue;

/** The finding at a {@link FieldPath} in a value. */
public sealed interface Field {
    /** The value that stands there. */
    record Present(JsonValue value) implements Field {}

    /** Nothing: an object on the way has no such member. */
    record Missing() implements Field {}

    /**
     * Nothing, and no object that it could be missing from: a scalar stands on the way, or an array without such an index. CouchDB tells
     * this from {@link Missing}: not even {@code {"$exists": false}} holds here.
     */
    record Unreachable() implements Field {}
}
