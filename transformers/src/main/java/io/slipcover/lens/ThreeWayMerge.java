package io.slipcover.lens;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The merge of two objects that come from one: member by member, objects recursively, arrays whole. What one of them changed
 * is as that one has it; where both did, the changed one wins.
 */
final class ThreeWayMerge {
    /** Beyond it an object counts as whole: what differs so deep would be compared again at each level above. */
    private static final int DEEPEST = 64;

    private ThreeWayMerge() {}

    /**
     * Merges into a copy of the base.
     *
     * @param ancestor what both come from
     * @param changed the one that wins
     * @param base the other one, whose order and spelling the result has
     */
    static JsonObject merge(JsonObject ancestor, JsonObject changed, JsonObject base) {
        JsonObject result = base.copy();
        merge(ancestor, changed, result, DEEPEST);
        return result;
    }

    private static void merge(JsonObject ancestor, JsonObject changed, JsonObject result, int depth) {
        for (JsonName name : names(changed, result)) {
            JsonValue before = ancestor.get(name);
            JsonValue after = changed.get(name);
            if (same(before, after)) {
                continue;
            }
            if (after == null) {
                result.remove(name);
                continue;
            }
            JsonObject inner = depth == 0 ? null : result.object(name);
            JsonObject innerAfter = changed.object(name);
            JsonObject innerBefore = before == null ? JsonObject.empty() : ancestor.object(name);
            if (inner != null && innerAfter != null && innerBefore != null) {
                merge(innerBefore, innerAfter, inner, depth - 1);
            } else {
                result.put(name, after.copy());
            }
        }
    }

    private static Set<JsonName> names(JsonObject one, JsonObject other) {
        Set<JsonName> names = new LinkedHashSet<>();
        for (int i = 0; i < other.size(); i++) {
            names.add(other.name(i));
        }
        for (int i = 0; i < one.size(); i++) {
            names.add(one.name(i));
        }
        return names;
    }

    private static boolean same(@Nullable JsonValue one, @Nullable JsonValue other) {
        return one == null ? other == null : (other != null && one.sameAs(other));
    }
}
