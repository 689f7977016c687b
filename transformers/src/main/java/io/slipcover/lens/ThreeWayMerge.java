package io.slipcover.lens;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

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
        Map<JsonName, Integer> before = MemberPositions.of(ancestor);
        Map<JsonName, Integer> after = MemberPositions.of(changed);
        Map<JsonName, Integer> own = MemberPositions.of(result);
        Set<JsonName> removed = new HashSet<>();
        for (Map.Entry<JsonName, Integer> member : own.entrySet()) {
            JsonName name = member.getKey();
            Integer placeBefore = before.get(name);
            Integer placeAfter = after.get(name);
            JsonValue valueBefore = placeBefore == null ? null : ancestor.value(placeBefore);
            JsonValue valueAfter = placeAfter == null ? null : changed.value(placeAfter);
            if (JsonValue.areSame(valueBefore, valueAfter)) {
                continue;
            }
            if (placeAfter == null || valueAfter == null) {
                removed.add(name);
                continue;
            }
            JsonObject inner = depth == 0 ? null : result.object(member.getValue());
            JsonObject innerAfter = inner == null ? null : changed.object(placeAfter);
            JsonObject innerBefore = placeBefore == null ? JsonObject.empty() : ancestor.object(placeBefore);
            if (inner != null && innerAfter != null && innerBefore != null) {
                merge(innerBefore, innerAfter, inner, depth - 1);
            } else {
                result.set(member.getValue(), valueAfter.copy());
            }
        }
        if (!removed.isEmpty()) {
            own.keySet().removeAll(removed);
            keep(result, own);
        }
        addNew(ancestor, before, changed, after, own.keySet(), result);
    }

    /** Keeps the members in these places: all at once, since each removal moves what stands behind. */
    private static void keep(JsonObject object, Map<JsonName, Integer> places) {
        JsonObject kept = JsonObject.empty();
        for (int i = 0; i < object.size(); i++) {
            if (Objects.equals(places.get(object.name(i)), i)) {
                kept.add(object.name(i), object.value(i));
            }
        }
        while (!object.isEmpty()) {
            object.remove(object.size() - 1);
        }
        for (int i = 0; i < kept.size(); i++) {
            object.add(kept.name(i), kept.value(i));
        }
    }

    private static void addNew(
            JsonObject ancestor,
            Map<JsonName, Integer> before,
            JsonObject changed,
            Map<JsonName, Integer> after,
            Set<JsonName> known,
            JsonObject result) {
        for (int i = 0; i < changed.size(); i++) {
            JsonName name = changed.name(i);
            boolean counts = Objects.equals(after.get(name), i);
            if (!counts || known.contains(name)) {
                continue;
            }
            Integer placeBefore = before.get(name);
            if (placeBefore == null || !ancestor.value(placeBefore).sameAs(changed.value(i))) {
                result.add(name, changed.value(i).copy());
            }
        }
    }
}
