package io.slipcover.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.document.Revision;
import io.slipcover.migrate.MadeRevision.Parent;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class MadeRevisionTest {
    private static final String SHAPE = "0123abcd";
    private static final Revision PARENT = revision("3-917fa2381192822767f010b95b45325b");

    private static Revision revision(String text) {
        return Revision.parse(text).orElseThrow();
    }

    private static Revision child(Revision parent, String shape) {
        return MadeRevision.below(List.of(new Parent(parent, shape)))
                .orElseThrow()
                .get(0);
    }

    @Test
    void child_isTheSameEverywhere_andBelowEveryOtherChild() {
        Revision child = child(PARENT, SHAPE);

        assertThat(child.generation()).isEqualTo(4);
        assertThat(child.digits())
                .startsWith("00000000" + "00" + "917fa2" + SHAPE)
                .hasSize(32);
        assertThat(child).isEqualTo(child(PARENT, SHAPE)).isLessThan(revision("4-00000001000000000000000000000000"));
        assertThat(child(PARENT, "0123abce")).isNotEqualTo(child);
        assertThat(child(revision("3-917fa2381192822767f010b95b45325c"), SHAPE)).isNotEqualTo(child);
    }

    @Test
    void child_isKnown_andTheTombstoneThatTakesItBackIsAnotherThing() {
        Revision child = child(PARENT, "ffffffff"); // The digits that only tombstones have.
        Revision tombstone = MadeRevision.takingBack(child);

        assertThat(MadeRevision.isMigrated(child)).isTrue();
        assertThat(MadeRevision.isTakingBack(child)).isFalse();
        assertThat(MadeRevision.isMigrated(tombstone)).isFalse();
        assertThat(MadeRevision.isTakingBack(tombstone)).isTrue();
        assertThat(tombstone.generation()).isEqualTo(5);
        assertThat(MadeRevision.isMigrated(PARENT)).isFalse();
        assertThat(MadeRevision.shape(child(PARENT, SHAPE))).isEqualTo(SHAPE);
    }

    @Test
    void children_ofLeavesThatBeginAlike_haveTheOrderOfTheirParents() {
        List<String> parents = List.of(
                "2-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa2",
                "2-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa1",
                "2-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa3",
                "1-ffffffffffffffffffffffffffffffff",
                "2-short");

        isInOrder(parents.stream().map(MadeRevisionTest::revision).toList());
    }

    @Test
    void children_ofChildren_haveTheOrderOfTheirParents() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            List<Revision> leaves = new ArrayList<>();
            for (int leaf = 0; leaf < 4; leaf++) {
                leaves.add(new Revision(2, "%016x%016x".formatted(random.nextLong(), random.nextLong())));
            }
            List<Revision> children = isInOrder(leaves);
            // Somebody edits one of them, so that the zeros are on one side alone.
            List<Revision> mixed = new ArrayList<>(children.subList(1, 4));
            mixed.add(new Revision(3, "%016x%016x".formatted(random.nextLong(), random.nextLong())));
            isInOrder(mixed);
        }
    }

    private static List<Revision> isInOrder(List<Revision> parents) {
        List<Revision> children = MadeRevision.below(parents.stream()
                        .map(parent -> new Parent(parent, SHAPE))
                        .toList())
                .orElseThrow();
        for (int one = 0; one < parents.size(); one++) {
            for (int other = 0; other < parents.size(); other++) {
                assertThat(Integer.signum(children.get(one).compareTo(children.get(other))))
                        .as(parents + " to " + children)
                        .isEqualTo(Integer.signum(parents.get(one).compareTo(parents.get(other))));
            }
        }
        return children;
    }
}
