package io.slipcover.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.document.Revision;
import io.slipcover.imports.Placing.Kind;
import io.slipcover.imports.Placing.TargetLeaf;
import io.slipcover.json.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where an imported revision goes in a tree of revisions, and which leaf then wins. */
final class PlacingTest {
    private static final List<Revision> COPY = revisions("3-c", "2-b", "1-a");
    private static final Content ONE = content("{\"_id\":\"x\",\"a\":1}");
    private static final Content TWO = content("{\"_id\":\"x\",\"a\":2}");

    private static Content content(String json) {
        return new Content(JsonObject.of(json), Attachments.none());
    }

    private static List<Revision> revisions(String... texts) {
        return Arrays.stream(texts)
                .map(text -> Revision.parse(text).orElseThrow())
                .toList();
    }

    private static TargetLeaf leaf(List<Revision> history) {
        return new TargetLeaf(history, false);
    }

    private static List<Revision> above(List<Revision> history, String... newest) {
        List<Revision> above = new ArrayList<>(revisions(newest));
        above.addAll(history);
        return above;
    }

    private static Placing first() {
        return Placing.of(ONE, COPY, List.of());
    }

    @Test
    void theFirst_isAChildOfTheCopy() {
        assertThat(first().kind()).isEqualTo(Kind.FREE);
        assertThat(first().history().subList(1, 4)).isEqualTo(COPY);
        assertThat(first().history().get(0).toString()).startsWith("4-00000002");
    }

    @Test
    void theSameContent_isThere_alsoBelowAMigrationAndBelowAnEdit() {
        List<Revision> imported = first().history();

        assertThat(Placing.of(ONE, List.of(), List.of(leaf(imported))).kind()).isEqualTo(Kind.THERE);
        assertThat(Placing.of(ONE, List.of(), List.of(leaf(above(imported, "5-" + "0".repeat(32)))))
                        .kind())
                .isEqualTo(Kind.THERE);
        assertThat(Placing.of(ONE, List.of(), List.of(leaf(above(imported, "5-edit"))))
                        .kind())
                .isEqualTo(Kind.THERE);
    }

    @Test
    void anotherContent_goesOnFromTheLeaf_ifNobodyHasEditedIt() {
        List<Revision> migrated = above(first().history(), "5-" + "0".repeat(32));

        Placing next = Placing.of(TWO, List.of(), List.of(leaf(migrated)));

        assertThat(next.kind()).isEqualTo(Kind.FREE);
        assertThat(next.history().subList(1, next.history().size())).isEqualTo(migrated);
        assertThat(Placing.of(TWO, List.of(), List.of(leaf(next.history()))).kind())
                .isEqualTo(Kind.THERE);
    }

    @Test
    void anotherContent_losesAgainstAnEdit_andIsWrittenOnce() {
        List<Revision> imported = first().history();
        TargetLeaf edited = leaf(above(imported, "5-1111"));

        Placing next = Placing.of(TWO, List.of(), List.of(edited));

        assertThat(next.kind()).isEqualTo(Kind.EDITED);
        assertThat(next.history().get(0)).isLessThan(edited.history().get(0));
        assertThat(next.history().get(1)).isEqualTo(imported.get(0));
        List<TargetLeaf> both = List.of(edited, leaf(next.history()));
        assertThat(Placing.of(TWO, List.of(), both).kind()).isEqualTo(Kind.THERE);
    }

    @Test
    void aThirdContent_losesAgainstAnEdit_too() {
        TargetLeaf edited = leaf(above(first().history(), "5-1111"));
        Placing second = Placing.of(TWO, List.of(), List.of(edited));

        Placing third =
                Placing.of(content("{\"_id\":\"x\",\"a\":3}"), List.of(), List.of(edited, leaf(second.history())));

        assertThat(third.kind()).isEqualTo(Kind.EDITED);
        assertThat(third.history().get(0)).isLessThan(edited.history().get(0));
    }

    @Test
    void aDocumentThatNoImportHasMade_wins() {
        TargetLeaf own = leaf(revisions("1-1111"));

        Placing placing = Placing.of(ONE, COPY, List.of(own));

        assertThat(placing.kind()).isEqualTo(Kind.EDITED);
        assertThat(placing.history()).hasSize(1);
        assertThat(placing.history().get(0)).isLessThan(own.history().get(0));
    }

    @Test
    void aConflictBesideTheDocument_losesAgainstIt_andIsNoEdit() {
        Placing document = first();
        List<Revision> conflict = document.beside(TWO);

        assertThat(conflict.get(0)).isLessThan(document.history().get(0));
        assertThat(Placing.of(ONE, List.of(), List.of(leaf(document.history()), leaf(conflict)))
                        .kind())
                .isEqualTo(Kind.THERE);
        Placing next = Placing.of(
                content("{\"_id\":\"x\",\"a\":3}"), List.of(), List.of(leaf(document.history()), leaf(conflict)));
        assertThat(next.kind()).isEqualTo(Kind.FREE);
    }
}
