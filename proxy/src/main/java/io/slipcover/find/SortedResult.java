package io.slipcover.find;

import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;

/**
 * A result with bytes of its own, which Slipcover holds until the result's turn comes.
 *
 * @param place the result's place in the client's order
 * @param document what the client sees of the result
 * @param bytes how many bytes Slipcover holds for the result
 */
record SortedResult(JsonArray place, JsonSlice document, long bytes) {
    /** The bytes that a result takes in memory besides its own: an estimate, and rather too high than too low. */
    private static final int RESULT_BYTES = 256;

    static SortedResult of(JsonArray place, JsonObject shown) {
        byte[] placeBytes = place.toBytes();
        byte[] documentBytes = shown.toBytes();
        return new SortedResult(
                JsonArray.ofValidated(placeBytes, 0, placeBytes.length),
                JsonSlice.ofValidated(documentBytes, 0, documentBytes.length),
                (long) RESULT_BYTES + placeBytes.length + documentBytes.length);
    }
}
