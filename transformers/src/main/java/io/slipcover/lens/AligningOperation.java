package io.slipcover.lens;

import io.slipcover.json.JsonObject;

/** An operation with operations in it, which may align arrays. */
interface AligningOperation extends Operation {
    @Override
    default void put(JsonObject base, JsonObject view) {
        put(base, view, new AlignedArrays());
    }

    /**
     * Leads a view up with its base, as {@link Operation#put(JsonObject, JsonObject)} does.
     *
     * @param aligned gets the arrays that were aligned on the way
     */
    void put(JsonObject base, JsonObject view, AlignedArrays aligned);
}
