package io.slipcover.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.slipcover.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BaseChoiceTest {
    private static final String THIRD =
            "{\"_id\":\"a\",\"_rev\":\"3-c\",\"_revisions\":{\"start\":3,\"ids\":[\"c\",\"b\",\"a\"]}}";

    @Test
    void edit_noRevisionNamed_hasNoBase() {
        assertThat(edit("{\"_id\":\"a\"}", null)).isEqualTo(new BaseChoice.None());
    }

    @Test
    void edit_revisionInTheDocument_isTheBase() {
        assertThat(edit("{\"_rev\":\"3-c~0123abcd\"}", null)).isEqualTo(given("3-c"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"3-c", "\"3-c\"", "\"3-c~0123abcd\"", "3-c~0123abcd"})
    void edit_revisionBesideTheDocument_isTheBase(String named) {
        assertThat(edit("{\"_id\":\"a\"}", named)).isEqualTo(given("3-c"));
    }

    @Test
    void edit_revisionThatIsNone_isForCouchToRefuse() {
        for (String written : List.of(
                "{\"_rev\":\"nonsense\"}",
                "{\"_rev\":\"0-a\"}",
                "{\"_revisions\":{\"start\":1}}",
                "{\"_revisions\":7}")) {
            assertThat(edit(written, null)).as(written).isEqualTo(new BaseChoice.Unreadable());
        }
        assertThat(edit("{}", "nonsense")).isEqualTo(new BaseChoice.Unreadable());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"_rev\":\"3-c\"}", THIRD})
    void edit_revisionBesideTheDocumentThatIsNone_isForCouchToRefuse_whateverTheDocumentNames(String written) {
        assertThat(edit(written, "true")).isEqualTo(new BaseChoice.Unreadable());
        assertThat(edit(written, "1-a")).isEqualTo(given("3-c"));
    }

    @Test
    void edit_generationSpeltAsErlangReadsIt_isThatRevision() {
        for (String spelt : List.of("2-b", "02-b", "+2-b", "+002-b")) {
            assertThat(edit("{\"_rev\":\"" + spelt + "\"}", null))
                    .as(spelt)
                    .isEqualTo(new BaseChoice.Given(new Revision(2, "b")));
        }
    }

    @Test
    void edit_withAHistory_startedFromItsFirstRevision() {
        assertThat(edit("{\"_rev\":\"1-x\",\"_revisions\":{\"start\":2,\"ids\":[\"b\",\"a\"]}}", null))
                .isEqualTo(new BaseChoice.Given(new Revision(2, "b")));
    }

    @Test
    void edit_revisionsBeside_areNotLookedAt() {
        assertThat(edit(THIRD, null)).isEqualTo(given("3-c"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"_id\":\"a\"}",
                "{\"_rev\":\"1-a\"}",
                "{\"_rev\":\"1-a\",\"_revisions\":{\"start\":1,\"ids\":[\"a\"]}}",
                "{\"_rev\":\"3-c\",\"_revisions\":null}",
                "{\"_rev\":\"3-c\",\"_revisions\":{\"start\":\"3\",\"ids\":[\"c\"]}}",
                "{\"_rev\":\"3-c\",\"_revisions\":{\"start\":3}}",
                "{\"_rev\":\"3-c\",\"_revisions\":{\"start\":3,\"ids\":[]}}",
                "{\"_rev\":\"3-c\",\"_revisions\":{\"start\":3,\"ids\":[3]}}",
                "{\"_rev\":\"3-c\",\"_revisions\":{\"start\":1,\"ids\":[\"b\",\"a\"]}}",
                "{\"_rev\":\"3-c\",\"_revisions\":{\"start\":1e300,\"ids\":[\"b\",\"a\"]}}",
            })
    void replicated_firstRevisionOrWhatCouchRefuses_hasNoBase(String written) {
        assertThat(replicated(written)).isEqualTo(new BaseChoice.None());
    }

    @Test
    void replicated_revisions_parentAndAncestorsAreTold() {
        assertThat(replicated(THIRD))
                .asInstanceOf(type(BaseChoice.Replicated.class))
                .satisfies(choice -> {
                    assertThat(choice.written().parent()).contains(revision("2-b"));
                    assertThat(choice.written().ancestors(1)).containsExactly(revision("2-b"));
                    assertThat(choice.written().ancestors(9)).containsExactly(revision("2-b"), revision("1-a"));
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '|',
            value = {
                // The leaf that is an ancestor itself, before any that descends from an older one.
                "2:b,a 2:x,a;                    2-b",
                "1:a;                            1-a",
                "2:x,a;                          2-x",
                "3:y,b,a 9:z,a;                  3-y",
                // Several descend from the newest ancestor that is known: the winner among them.
                "2:x,a 2:y,a;                    2-y",
                "2:y,a 3:a,x,a;                  3-a",
                "2:x,a 3:y,z,a:deleted;          2-x",
                "3:y,z,a:deleted 2:x,a:deleted;  3-y",
                // A leaf that knows none of them does not matter while another does.
                "9:q,p 2:x,a;                    2-x",
                // None does: the winner.
                "1:p 2:q,r;                      2-q",
                "1:p 2:q,r:deleted;              1-p",
                "5:q:deleted;                    5-q",
            })
    void among_leaves_theNearestIsTheBase(String leaves, String expected) {
        assertThat(choice(THIRD).among(List.of(Leaves.of(leaves(leaves)))).map(Leaf::revision))
                .contains(revision(expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '|',
            value = {
                "2:x,a:deleted;                 1-a",
                "3:y,b,a:deleted 2:x,a;         2-b",
                "2:x,a:deleted 3:y,z,a:deleted; 1-a",
                // Something live is left of it.
                "2:x,a:deleted 2:y,a;           none",
                // It is a tombstone itself.
                "2:b,a:deleted;                 none",
                // None is known.
                "1:p:deleted;                   none",
            })
    void deletedAncestor_onlyTombstonesLeftOfIt_isToldApart(String leaves, String expected) {
        assertThat(choice(THIRD)
                        .deletedAncestor(Leaves.of(leaves(leaves)))
                        .map(Revision::toString)
                        .orElse("none"))
                .isEqualTo(expected);
    }

    @Test
    void among_tombstonesOfAnAncestorThatIsStillThere_theAncestorIsTheBase() {
        Leaves leaves = Leaves.of(leaves("3:y,x,a:deleted 7:q,p:deleted"));
        leaves.addAncestor(leaves("1:a").get(0));

        assertThat(choice(THIRD).among(List.of(leaves)).map(Leaf::revision)).contains(revision("1-a"));
        assertThat(choice("{\"_rev\":\"5-e\"}").among(List.of(leaves)).map(Leaf::revision))
                .as("the winner among the leaves, where no ancestor is known")
                .contains(revision("7-q"));
    }

    @Test
    void among_sameDigitsInAnotherGeneration_isAnotherRevision() {
        assertThat(choice(THIRD).among(List.of(Leaves.of(leaves("3:b,q 1:z")))).map(Leaf::revision))
                .contains(revision("3-b"));
        assertThat(choice(THIRD).among(List.of(Leaves.of(leaves("1:b 2:x,a")))).map(Leaf::revision))
                .contains(revision("2-x"));
    }

    @Test
    void among_noLeaves_none() {
        assertThat(choice(THIRD).among(List.of())).isEmpty();
    }

    @Test
    void among_ancestorsThatNobodyTold_winner() {
        assertThat(choice("{\"_rev\":\"5-e\"}")
                        .among(List.of(Leaves.of(leaves("1:p 4:q"))))
                        .map(Leaf::revision))
                .contains(revision("4-q"));
    }

    @Test
    void leaf_documentWithRevisions_isRead() {
        assertThat(Leaf.of(JsonObject.of(THIRD)))
                .contains(new Leaf(new Revisions(List.of(revision("3-c"), revision("2-b"), revision("1-a"))), false));
        assertThat(Leaf.of(JsonObject.of("{\"_rev\":\"2-b\",\"_deleted\":true}")))
                .contains(new Leaf(Revisions.of(revision("2-b")), true));
        assertThat(Leaf.of(JsonObject.of("{}"))).isEmpty();
    }

    private static BaseChoice edit(String written, @Nullable String given) {
        return BaseChoice.of(JsonObject.of(written), true, given);
    }

    private static BaseChoice replicated(String written) {
        return BaseChoice.of(JsonObject.of(written), false, null);
    }

    private static BaseChoice.Replicated choice(String written) {
        return (BaseChoice.Replicated) replicated(written);
    }

    private static BaseChoice given(String revision) {
        return new BaseChoice.Given(revision(revision));
    }

    private static Revision revision(String text) {
        return Revision.parse(text).orElseThrow();
    }

    /** Leaves written like {@code 3:c,b,a:deleted}. */
    private static List<Leaf> leaves(String text) {
        return List.of(text.split(" ", -1)).stream()
                .map(leaf -> {
                    String[] parts = leaf.split(":", -1);
                    String document =
                            "{\"_revisions\":{\"start\":" + parts[0] + ",\"ids\":[\"" + parts[1].replace(",", "\",\"")
                                    + "\"]}" + (parts.length > 2 ? ",\"_deleted\":true}" : "}");
                    return Leaf.of(JsonObject.of(document)).orElseThrow();
                })
                .toList();
    }
}
