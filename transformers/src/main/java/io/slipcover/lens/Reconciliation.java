package io.slipcover.lens;

import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;
import java.util.Map;

/**
 * Gives a document the spelling of its base: where both agree on a member, the base's bytes are kept; members keep the base's
 * order, new ones follow. What a document means stays as it is.
 */
public final class Reconciliation {
    /** Beyond it a value keeps its own spelling: what differs so deep would be compared again at each level above. */
    private static final int DEEPEST = 64;

    /** Small, since only spelling is at stake, and any array of any document comes here. */
    private static final long LARGEST_TABLE = 10_000;

    /** Up to so many members are found by walking, which takes no memory. */
    private static final int FEW_MEMBERS = 32;

    private final AlignedArrays aligned;

    private Reconciliation(AlignedArrays aligned) {
        this.aligned = aligned;
    }

    /**
     * Spells the result like the base.
     *
     * @param base is read only
     * @param result is changed in place
     */
    public static void keep(JsonObject base, JsonObject result) {
        keep(base, result, new AlignedArrays());
    }

    /** Spells the result like the base, but for elements of arrays that were aligned and spelled before. */
    static void keep(JsonObject base, JsonObject result, AlignedArrays aligned) {
        new Reconciliation(aligned).keep(base, result, DEEPEST);
    }

    private void keep(JsonObject base, JsonObject result, int depth) {
        boolean areFew = base.size() <= FEW_MEMBERS && result.size() <= FEW_MEMBERS;
        Map<JsonName, Integer> places = areFew ? Map.of() : MemberPositions.of(base);
        int size = result.size();
        int[] order = new int[size];
        boolean isInOrder = true;
        for (int i = 0; i < size; i++) {
            int place = areFew ? base.placeOfNameIn(result, i) : places.getOrDefault(result.name(i), -1);
            order[i] = place < 0 ? base.size() : place;
            isInOrder &= i == 0 || order[i - 1] <= order[i];
            if (place >= 0) {
                result.spellNameAs(i, base, place);
                if (!result.isReceivedAs(i, base, place)) {
                    keepValue(base, place, result, i, depth);
                }
            }
        }
        if (!isInOrder && !aligned.keepsOrder(result)) {
            sort(result, order, base.size());
        }
    }

    private void keepValue(JsonObject base, int place, JsonObject result, int index, int depth) {
        JsonValue stored = base.value(place);
        if (aligned.areSame(stored, result.value(index))) {
            result.set(index, stored.copy());
            return;
        }
        if (depth == 0 || stored.kind() != result.value(index).kind()) {
            return;
        }
        JsonObject inner = result.object(index);
        JsonObject innerBase = inner == null ? null : base.object(place);
        if (inner != null && innerBase != null) {
            keep(innerBase, inner, depth - 1);
            return;
        }
        JsonArray elements = result.array(index);
        JsonArray baseElements = elements == null ? null : base.array(place);
        if (elements != null && baseElements != null && !aligned.contains(elements)) {
            keepElements(baseElements, elements, depth - 1);
        }
    }

    private void keepElements(JsonArray base, JsonArray result, int depth) {
        int[] partners = Alignment.of(base, result, null, LARGEST_TABLE);
        for (int i = 0; i < partners.length; i++) {
            if (partners[i] == Alignment.NONE) {
                continue;
            }
            JsonValue stored = base.get(partners[i]);
            if (aligned.areSame(stored, result.get(i))) {
                result.set(i, stored.copy());
                continue;
            }
            JsonObject inner = depth <= 0 ? null : result.object(i);
            JsonObject innerBase = inner == null ? null : base.object(partners[i]);
            if (inner != null && innerBase != null) {
                keep(innerBase, inner, depth - 1);
            }
        }
    }

    /** Sorts members by the base's place, those without one last; the sort is stable. */
    private static void sort(JsonObject result, int[] places, int end) {
        int size = places.length;
        // Counting: where members with each place begin.
        int[] starts = new int[end + 2];
        for (int place : places) {
            starts[place + 1]++;
        }
        for (int i = 1; i < starts.length; i++) {
            starts[i] += starts[i - 1];
        }
        int[] origins = new int[size];
        for (int i = 0; i < size; i++) {
            origins[starts[places[i]]++] = i;
        }
        result.reorder(origins);
    }
}
