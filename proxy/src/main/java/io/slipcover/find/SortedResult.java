package io.slipcover.find;

import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;

/**
 * A result with bytes of its own, held until its turn comes.
 *
 * @param place where it stands in the client's order
 * @param document what the client sees of it
 * @param bytes what is held of it
 */
record SortedResult(JsonArray place, JsonSlice document, long bytes) {
    static SortedResult of(JsonArray place, JsonObject shown) {
        byte[] placeBytes = place.toBytes();
        byte[] documentBytes = shown.toBytes();
        return new SortedResult(
                JsonArray.ofValidated(placeBytes, 0, placeBytes.length),
                JsonSlice.ofValidated(documentBytes, 0, documentBytes.length),
                (long) placeBytes.length + documentBytes.length);
    }
}
