package io.slipcover.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.document.Revision;
import io.slipcover.document.Revisions;
import io.slipcover.migrate.MadeRevision.Parent;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which migrated leaves have to go. */
final class LineageTest {
    private static final Revision FIRST = new Revision(1, "a".repeat(32));
    private static final Revision PARENT = new Revision(2, "b".repeat(32));
    private static final Revision EDIT = new Revision(3, "c".repeat(32));
    private static final Revision MIGRATED = child(PARENT, "00000001");
    private static final Revision OTHERWISE = child(PARENT, "00000002");
    private static final Revision HIGHER = MIGRATED.compareTo(OTHERWISE) > 0 ? MIGRATED : OTHERWISE;
    private static final Revision LOWER = HIGHER.equals(MIGRATED) ? OTHERWISE : MIGRATED;

    private static Revision child(Revision parent, String shape) {
        return MadeRevision.below(List.of(new Parent(parent, shape)))
                .orElseThrow()
                .get(0);
    }

    private static Lineage alive(Revision... newestFirst) {
        return new Lineage(new Revisions(List.of(newestFirst)), false);
    }

    private static Lineage deleted(Revision... newestFirst) {
        return new Lineage(new Revisions(List.of(newestFirst)), true);
    }

    private static List<Revision> outdone(Lineage... leaves) {
        return Lineage.outdone(List.of(leaves)).stream().map(Lineage::revision).toList();
    }

    @Test
    void anEditBesideIt_outdoesTheLeaf() {
        assertThat(outdone(alive(EDIT, PARENT, FIRST), alive(MIGRATED, PARENT, FIRST)))
                .containsExactly(MIGRATED);
    }

    @Test
    void aDeletionBesideIt_outdoesTheLeaf() {
        assertThat(outdone(alive(MIGRATED, PARENT, FIRST), deleted(EDIT, PARENT, FIRST)))
                .containsExactly(MIGRATED);
    }

    @Test
    void aConflictThatWasThereBefore_doesNot() {
        Revision elsewhere = new Revision(2, "d".repeat(32));

        assertThat(outdone(alive(MIGRATED, PARENT, FIRST), alive(elsewhere, FIRST)))
                .isEmpty();
        assertThat(outdone(alive(MIGRATED, PARENT, FIRST), alive(child(elsewhere, "00000001"), elsewhere, FIRST)))
                .isEmpty();
    }

    @Test
    void twoMigrationsOfOneRevision_leaveTheHigherOne_inWhateverOrderTheyStand() {
        assertThat(outdone(alive(HIGHER, PARENT), alive(LOWER, PARENT))).containsExactly(LOWER);
        assertThat(outdone(alive(LOWER, PARENT), alive(HIGHER, PARENT))).containsExactly(LOWER);
    }

    @Test
    void aSecondMigrationOfAMigratedLeaf_outdoesItsTwin_andGoesWithAnEditOfTheOrigin() {
        Revision second = child(MIGRATED, "00000002");

        assertThat(outdone(alive(second, MIGRATED, PARENT), alive(OTHERWISE, PARENT)))
                .containsExactly(OTHERWISE);
        assertThat(outdone(alive(second, MIGRATED, PARENT), alive(EDIT, PARENT)))
                .containsExactly(second);
    }

    @Test
    void whatWasTakenBack_outdoesNothing_andIsNotTakenBackAgain() {
        Lineage takenBack = deleted(MadeRevision.takingBack(LOWER), LOWER, PARENT);

        assertThat(outdone(takenBack, alive(HIGHER, PARENT))).isEmpty();
    }

    @Test
    void anEditOfTheMigratedLeaf_stays() {
        Revision edited = new Revision(4, "e".repeat(32));

        assertThat(outdone(alive(edited, MIGRATED, PARENT), alive(EDIT, PARENT)))
                .isEmpty();
    }

    @Test
    void aHistoryThatIsCutBeforeTheOrigin_takesNothingBack() {
        assertThat(outdone(alive(MIGRATED), alive(EDIT, PARENT))).isEmpty();
    }

    /** Whatever leaves there are: an edit stays, and of leaves that say the same one stays. */
    @Test
    void neverAreAllOutdone() {
        List<Lineage> all = List.of(
                alive(HIGHER, PARENT),
                alive(LOWER, PARENT),
                alive(child(HIGHER, "00000003"), HIGHER, PARENT),
                alive(child(LOWER, "00000003"), LOWER, PARENT));
        for (int chosen = 1; chosen < 1 << all.size(); chosen++) {
            int bits = chosen;
            List<Lineage> leaves = Stream.of(0, 1, 2, 3)
                    .filter(place -> (bits & 1 << place) != 0)
                    .map(all::get)
                    .toList();

            assertThat(Lineage.outdone(leaves)).hasSize(leaves.size() - 1);
        }
    }
}
