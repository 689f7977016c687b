package io.slipcover.lens;

import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which element of an edited array was which element of the array that was shown.
 *
 * <p>Four rules, each for the elements that the ones before it left over:
 *
 * <ol>
 *   <li>equal ones along a longest common subsequence, the earlier on ties;
 *   <li>equal ones anywhere, in order: they were moved;
 *   <li>where there is a key, elements with equal keys, in order: they were moved and edited;
 *   <li>between two aligned ones (or an end), in order: they were edited. Not two elements that both have the key, with
 *       different values: those are two things, one deleted, one new.
 * </ol>
 *
 * <p>Equal beginnings, which is all there is when nothing was edited, are found by comparing alone. Then equal elements
 * get equal numbers, so that the subsequence costs no comparing of values. Its table has a limit; past it, equal ends
 * are set aside, and if that does not help, the first rule is left out. (Setting them aside always would take the later
 * of two equal elements.)
 */
final class Alignment {
    static final int NONE = -1;
    static final long LARGEST_TABLE = 1_000_000;

    private final JsonArray shown;
    private final JsonArray view;
    private final @Nullable JsonName key;
    private final long largestTable;
    private final int[] partners;
    private final boolean[] taken;

    private Alignment(JsonArray shown, JsonArray view, @Nullable JsonName key, long largestTable) {
        this.shown = shown;
        this.view = view;
        this.key = key;
        this.largestTable = largestTable;
        this.partners = new int[view.size()];
        this.taken = new boolean[shown.size()];
        Arrays.fill(partners, NONE);
    }

    /**
     * Aligns two arrays.
     *
     * @param shown the base's elements as the older side sees them
     * @param view the elements as they were written
     * @param key the member that tells elements apart, or null
     * @param largestTable how many cells the table for the subsequence may have
     * @return for each element of the view the index of its partner, or {@link #NONE}
     */
    static int[] of(JsonArray shown, JsonArray view, @Nullable JsonName key, long largestTable) {
        Alignment alignment = new Alignment(shown, view, key, largestTable);
        int start = alignment.alignBeginning();
        if (start < view.size() && start < shown.size()) {
            alignment.alignEqual(start);
            if (key != null) {
                alignment.alignKeys(key, start);
            }
            alignment.alignBetween(start);
        }
        return alignment.partners;
    }

    private void align(int viewIndex, int shownIndex) {
        partners[viewIndex] = shownIndex;
        taken[shownIndex] = true;
    }

    private int alignBeginning() {
        int end = Math.min(shown.size(), view.size());
        int index = 0;
        while (index < end && shown.get(index).sameAs(view.get(index))) {
            align(index, index);
            index++;
        }
        return index;
    }

    private void alignEqual(int start) {
        Map<Same, Integer> numbers = new HashMap<>();
        int[] shownNumbers = numbers(shown, start, numbers);
        int[] viewNumbers = numbers(view, start, numbers);
        alignCommonSubsequence(start, shownNumbers, viewNumbers);

        int[] firsts = new int[numbers.size()];
        int[] nexts = new int[shownNumbers.length];
        Arrays.fill(firsts, NONE);
        for (int i = shownNumbers.length - 1; i >= 0; i--) {
            if (!taken[start + i]) {
                nexts[i] = firsts[shownNumbers[i]];
                firsts[shownNumbers[i]] = i;
            }
        }
        for (int i = 0; i < viewNumbers.length; i++) {
            int first = firsts[viewNumbers[i]];
            if (partners[start + i] == NONE && first != NONE) {
                align(start + i, start + first);
                firsts[viewNumbers[i]] = nexts[first];
            }
        }
    }

    private static int[] numbers(JsonArray array, int start, Map<Same, Integer> numbers) {
        int[] result = new int[array.size() - start];
        for (int i = 0; i < result.length; i++) {
            Same element = new Same(array.get(start + i));
            Integer number = numbers.putIfAbsent(element, numbers.size());
            result[i] = number == null ? numbers.size() - 1 : number;
        }
        return result;
    }

    private void alignCommonSubsequence(int start, int[] shownNumbers, int[] viewNumbers) {
        int shownEnd = shownNumbers.length;
        int viewEnd = viewNumbers.length;
        if (isPastLimit(shownEnd, viewEnd)) {
            while (shownEnd > 0 && viewEnd > 0 && shownNumbers[shownEnd - 1] == viewNumbers[viewEnd - 1]) {
                shownEnd--;
                viewEnd--;
                align(start + viewEnd, start + shownEnd);
            }
            if (isPastLimit(shownEnd, viewEnd)) {
                return;
            }
        }
        int width = viewEnd + 1;
        // The length of the longest common subsequence of the elements from i and from k on. At most the root of the
        // table's cells, so a char is enough.
        char[] lengths = new char[(shownEnd + 1) * width];
        for (int i = shownEnd - 1; i >= 0; i--) {
            for (int k = viewEnd - 1; k >= 0; k--) {
                int cell = i * width + k;
                lengths[cell] = shownNumbers[i] == viewNumbers[k]
                        ? (char) (lengths[cell + width + 1] + 1)
                        : (char) Math.max(lengths[cell + width], lengths[cell + 1]);
            }
        }
        int i = 0;
        int k = 0;
        while (i < shownEnd && k < viewEnd) {
            int cell = i * width + k;
            if (shownNumbers[i] == viewNumbers[k]) {
                align(start + k, start + i);
                i++;
                k++;
            } else if (lengths[cell + 1] >= lengths[cell + width]) {
                k++;
            } else {
                i++;
            }
        }
    }

    private boolean isPastLimit(int shownLength, int viewLength) {
        return (long) (shownLength + 1) * (viewLength + 1) > largestTable;
    }

    private void alignKeys(JsonName name, int start) {
        Map<Same, Integer> firsts = new HashMap<>();
        int[] nexts = new int[shown.size()];
        for (int i = shown.size() - 1; i >= start; i--) {
            JsonValue value = taken[i] ? null : key(shown, i, name);
            if (value != null) {
                Integer next = firsts.put(new Same(value), i);
                nexts[i] = next == null ? NONE : next;
            }
        }
        for (int i = start; i < view.size() && !firsts.isEmpty(); i++) {
            JsonValue value = partners[i] != NONE ? null : key(view, i, name);
            if (value == null) {
                continue;
            }
            Same same = new Same(value);
            Integer first = firsts.remove(same);
            if (first != null) {
                align(i, first);
                if (nexts[first] != NONE) {
                    firsts.put(same, nexts[first]);
                }
            }
        }
    }

    private static @Nullable JsonValue key(JsonArray array, int index, JsonName name) {
        JsonObject element = array.object(index);
        return element == null ? null : element.get(name);
    }

    private void alignBetween(int start) {
        // frees[i]: some index that is not past the first free element from i on, shortened as it is followed.
        int[] frees = new int[shown.size() + 1];
        for (int i = 0; i < shown.size(); i++) {
            frees[i] = taken[i] ? i + 1 : i;
        }
        frees[shown.size()] = shown.size();
        int from = start;
        while (from < view.size()) {
            if (partners[from] != NONE) {
                from++;
                continue;
            }
            int to = from;
            while (to < view.size() && partners[to] == NONE) {
                to++;
            }
            int left = from == 0 ? -1 : partners[from - 1];
            int right = to == view.size() ? shown.size() : partners[to];
            int free = free(frees, Math.min(left, right) + 1);
            for (int i = from; i < to && free < Math.max(left, right); i++) {
                if (!areDifferentThings(free, i)) {
                    align(i, free);
                    frees[free] = free + 1;
                }
                free = free(frees, free + 1);
            }
            from = to;
        }
    }

    private static int free(int[] frees, int from) {
        int free = from;
        while (frees[free] != free) {
            frees[free] = frees[frees[free]];
            free = frees[free];
        }
        return free;
    }

    private boolean areDifferentThings(int shownIndex, int viewIndex) {
        if (key == null) {
            return false;
        }
        JsonValue one = key(shown, shownIndex, key);
        JsonValue other = one == null ? null : key(view, viewIndex, key);
        return one != null && other != null && !one.sameAs(other);
    }

    /** A value that equals those which are the same JSON. */
    private record Same(JsonValue value) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Same same && value.sameAs(same.value);
        }

        @Override
        public int hashCode() {
            return value.sameHash();
        }
    }
}
