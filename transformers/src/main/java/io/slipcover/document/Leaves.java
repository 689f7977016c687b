package io.slipcover.document;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The leaves that are known of one document, by each revision of their histories. A look-up goes through the history that was written, and
 * not through the leaves: a batch may bring thousands of revisions of one document, each with an ancestor to be looked up among all.
 */
public final class Leaves {
    private static final BinaryOperator<Leaf> GREATEST = BinaryOperator.maxBy(Comparator.naturalOrder());

    /** By revision, the greatest leaf that descends from the revision, or is it. */
    private final Map<Revision, Leaf> greatestWith = new HashMap<>();

    private @Nullable Leaf winner;

    /** The leaves of a collection. */
    public static Leaves of(Collection<Leaf> leaves) {
        Leaves known = new Leaves();
        leaves.forEach(known::add);
        return known;
    }

    public void add(Leaf leaf) {
        for (Revision revision : leaf.history().newestFirst()) {
            greatestWith.merge(revision, leaf, GREATEST);
        }
        Leaf before = winner;
        winner = before == null ? leaf : GREATEST.apply(before, leaf);
    }

    /**
     * Of the leaves in all of these, the one that descends from (or is) the newest ancestor that one of them knows; of several the winner
     * among them; where none knows an ancestor, the winner of all. Empty only where there are no leaves.
     */
    static Optional<Leaf> nearest(Revisions written, List<Leaves> known) {
        for (Revision ancestor : written.ancestors(Integer.MAX_VALUE)) {
            Leaf nearest = null;
            for (Leaves each : known) {
                nearest = greatest(nearest, each.greatestWith.get(ancestor));
            }
            if (nearest != null) {
                return Optional.of(nearest);
            }
        }
        Leaf winner = null;
        for (Leaves each : known) {
            winner = greatest(winner, each.winner);
        }
        return Optional.ofNullable(winner);
    }

    private static @Nullable Leaf greatest(@Nullable Leaf one, @Nullable Leaf other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return GREATEST.apply(one, other);
    }
}
