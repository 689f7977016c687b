package io.slipcover.lens;

import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * The arrays of a view whose elements have met their own base's already, so that nobody guesses again which is whose; and the objects whose
 * members have an order that was written as an array's, so that nobody gives them the base's.
 *
 * <p>Arrays and objects are told apart by identity: operations further up move them, but do not copy them.
 */
final class AlignedArrays {
    /** Empty until there is one: most edits have none. */
    private Set<JsonArray> arrays = Set.of();

    private Set<JsonObject> ordered = Set.of();

    void add(JsonArray array) {
        arrays = arrays.isEmpty() ? byIdentity() : arrays;
        arrays.add(array);
    }

    private static <C> Set<C> byIdentity() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }

    boolean contains(JsonArray array) {
        return !arrays.isEmpty() && arrays.contains(array);
    }

    /** Says that the order of the object's members was written. */
    void keepOrder(JsonObject object) {
        ordered = ordered.isEmpty() ? byIdentity() : ordered;
        ordered.add(object);
    }

    boolean keepsOrder(JsonObject object) {
        return !ordered.isEmpty() && ordered.contains(object);
    }

    /** Whether the base's value is the same as the view's, also in the order of members where that was written. */
    boolean areSame(JsonValue base, JsonValue view) {
        return base.sameAs(view) && !keepsOrderIn(view);
    }

    /** Whether the value is, or holds, an object the order of whose members was written. */
    private boolean keepsOrderIn(JsonValue value) {
        if (ordered.isEmpty()) {
            return false;
        }
        if (value instanceof JsonObject object) {
            if (ordered.contains(object)) {
                return true;
            }
            for (int i = 0; i < object.size(); i++) {
                if (keepsOrderIn(object.value(i))) {
                    return true;
                }
            }
        } else if (value instanceof JsonArray array) {
            for (int i = 0; i < array.size(); i++) {
                if (keepsOrderIn(array.get(i))) {
                    return true;
                }
            }
        }
        return false;
    }
}
