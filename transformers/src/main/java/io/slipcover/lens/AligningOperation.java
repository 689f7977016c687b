package io.slipcover.lens;

import io.slipcover.json.JsonObject;

/** An operation that finds out which part of a view was which part of the base, so that nobody guesses again. */
interface AligningOperation extends Operation {
    @Override
    default void put(JsonObject base, JsonObject view) {
        put(base, view, new AlignedArrays());
    }

    /**
     * Leads a view up, with its base.
     *
     * @param aligned gets what was found out on the way
     */
    void put(JsonObject base, JsonObject view, AlignedArrays aligned);
}
