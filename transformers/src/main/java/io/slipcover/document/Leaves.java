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
    private final BinaryOperator<Leaf> greatest;

    /** By revision, the greatest leaf that descends from the revision, or is it. No leaf is kept anywhere else. */
    private final Map<Revision, Leaf> greatestWith;

    private @Nullable Leaf winner;

    public Leaves() {
        this(new HashMap<>(), Comparator.naturalOrder());
    }

    /** Leaves that are kept and compared by what a test counts. */
    Leaves(Map<Revision, Leaf> greatestWith, Comparator<Leaf> order) {
        this.greatestWith = greatestWith;
        this.greatest = BinaryOperator.maxBy(order);
    }

    /** The leaves of a collection. */
    public static Leaves of(Collection<Leaf> leaves) {
        Leaves known = new Leaves();
        leaves.forEach(known::add);
        return known;
    }

    public void add(Leaf leaf) {
        for (Revision revision : leaf.history().newestFirst()) {
            greatestWith.merge(revision, leaf, greatest);
        }
        Leaf before = winner;
        winner = before == null ? leaf : greatest.apply(before, leaf);
    }

    /**
     * Of the leaves in all of these, the one that descends from (or is) the newest ancestor that one of them knows; of several the winner
     * among them; where none knows an ancestor, the winner of all. Empty only where there are no leaves.
     */
    static Optional<Leaf> nearest(Revisions written, List<Leaves> known) {
        for (Revision ancestor : written.ancestors(Integer.MAX_VALUE)) {
            Leaf nearest = null;
            for (Leaves each : known) {
                nearest = each.greatest(nearest, each.greatestWith.get(ancestor));
            }
            if (nearest != null) {
                return Optional.of(nearest);
            }
        }
        Leaf winner = null;
        for (Leaves each : known) {
            winner = each.greatest(winner, each.winner);
        }
        return Optional.ofNullable(winner);
    }

    private @Nullable Leaf greatest(@Nullable Leaf one, @Nullable Leaf other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return greatest.apply(one, other);
    }
}
