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
 * The known leaves of one document, by each revision of their histories. A look-up goes through the history that was written, and not
 * through the leaves. A batch may bring thousands of revisions of one document, each with an ancestor to be looked up among all leaves.
 */
public final class Leaves {
    private final BinaryOperator<Leaf> greatest;

    /** The greatest leaf that descends from each revision, or is that revision. No leaf is kept anywhere else. */
    private final Map<Revision, Leaf> greatestWith;

    private @Nullable Leaf winner;

    public Leaves() {
        this(new HashMap<>(), Comparator.naturalOrder());
    }

    /** Leaves in a collection, and with an order, whose steps a test counts. */
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
        addAncestor(leaf);
        Leaf before = winner;
        winner = before == null ? leaf : greatest.apply(before, leaf);
    }

    /**
     * Adds a revision that is no leaf any more. It stands for the tombstones that are left of it, and is no winner.
     *
     * @param ancestor the revision, as it was when it was a leaf
     */
    public void addAncestor(Leaf ancestor) {
        for (Revision revision : ancestor.history().newestFirst()) {
            greatestWith.merge(revision, ancestor, greatest);
        }
    }

    /** The newest ancestor that is known, where all that is left of it are tombstones, and it is none of them. */
    Optional<Revision> deletedAncestor(Revisions written) {
        for (Revision ancestor : written.ancestors(Integer.MAX_VALUE)) {
            Leaf nearest = greatestWith.get(ancestor);
            if (nearest != null) {
                return nearest.deleted() && !nearest.revision().equals(ancestor)
                        ? Optional.of(ancestor)
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /**
     * The leaf that descends from (or is) the newest ancestor that one of these collections knows. Of several such leaves, it is the winner
     * among them. Where no collection knows an ancestor, it is the winner of all leaves. Empty only where there are no leaves.
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
