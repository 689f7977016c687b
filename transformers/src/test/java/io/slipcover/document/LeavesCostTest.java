package io.slipcover.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What it takes to find the nearest of thousands of leaves, as one batch may bring them of one document: steps through the history alone. */
final class LeavesCostTest {
    /** Of a history of three revisions: each is kept, and an ancestor is looked up; what is found is compared. */
    private static final int MOST_STEPS_OF_LEAF = 16;

    private long steps;

    /** A map that counts what is looked up in it, and what is passed on the way through it. */
    private final class CountedMap extends AbstractMap<Revision, Leaf> {
        private final Map<Revision, Leaf> leaves = new HashMap<>();

        @Override
        public @Nullable Leaf get(@Nullable Object revision) {
            steps++;
            return leaves.get(revision);
        }

        @Override
        public Leaf merge(
                Revision revision, Leaf leaf, BiFunction<? super Leaf, ? super Leaf, ? extends Leaf> greatest) {
            steps++;
            return leaves.merge(revision, leaf, greatest);
        }

        @Override
        public Set<Entry<Revision, Leaf>> entrySet() {
            return new AbstractSet<>() {
                @Override
                public Iterator<Entry<Revision, Leaf>> iterator() {
                    return leaves.entrySet().stream().peek(passed -> steps++).iterator();
                }

                @Override
                public int size() {
                    return leaves.size();
                }
            };
        }
    }

    private Leaves counted() {
        Comparator<Leaf> order = Comparator.naturalOrder();
        return new Leaves(new CountedMap(), (one, other) -> {
            steps++;
            return order.compare(one, other);
        });
    }

    private static Leaf leaf(String grandparent, int turn) {
        return new Leaf(
                new Revisions(List.of(
                        new Revision(3, "c" + turn), new Revision(2, "b" + turn), new Revision(1, grandparent))),
                false);
    }

    private static Revisions written(String grandparent, int turn) {
        return new Revisions(
                List.of(new Revision(3, "x" + turn), new Revision(2, "y" + turn), new Revision(1, grandparent)));
    }

    private void addAndFind(int leaves, boolean related) {
        Leaves stored = counted();
        Leaves came = counted();
        steps = 0;
        for (int turn = 0; turn < leaves; turn++) {
            String grandparent = related ? "a" : "a" + turn;
            (turn % 2 == 0 ? stored : came).add(leaf(grandparent, turn));
            Revisions written = written(related ? "a" : "z" + turn, turn);
            assertThat(Leaves.nearest(written, List.of(stored, came))).isPresent();
        }
    }

    @Test
    void nearest_ofManyWithOneAncestor_stepsThroughHistoriesAlone() {
        addAndFind(5_000, true);
        assertThat(steps).isBetween(5_000L, 5_000L * MOST_STEPS_OF_LEAF);
    }

    @Test
    void nearest_ofManyWithoutCommonAncestor_stepsThroughHistoriesAlone() {
        addAndFind(5_000, false);
        assertThat(steps).isBetween(5_000L, 5_000L * MOST_STEPS_OF_LEAF);
    }
}
