package io.slipcover.lens;

import io.slipcover.json.JsonArray;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * The arrays of a view whose elements have met their own base's already, so that nobody guesses again which is whose.
 *
 * <p>Arrays are told apart by identity: operations further up move them, but do not copy them.
 */
final class AlignedArrays {
    private final Set<JsonArray> arrays = Collections.newSetFromMap(new IdentityHashMap<>());

    void add(JsonArray array) {
        arrays.add(array);
    }

    boolean contains(JsonArray array) {
        return arrays.contains(array);
    }
}
