package io.slipcover.find;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipcover.budget.Budget;
import io.slipcover.envelope.EntryOutcome;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;
import io.slipcover.mango.Projection;
import io.slipcover.mango.Selector;
import org.junit.jupiter.api.Test;

final class ChangeSelectionTest {
    private static final Selector DONE = Selector.parse(JsonObject.of("{\"done\":true}"));

    private static ChangeSelection selection(boolean showsDocuments, long limit) {
        return selection(showsDocuments, limit, Budget.UNLIMITED);
    }

    private static ChangeSelection selection(boolean showsDocuments, long limit, Budget budget) {
        Projection fields = Projection.parse(JsonValue.of("[\"_id\",\"done\"]"));
        return new ChangeSelection(
                (bytes, from, to, exceeded) -> {
                    JsonObject document = JsonObject.ofValidated(bytes, from, to);
                    if (document.has(JsonName.of("broken")) && document.has(JsonName.of("_deleted"))) {
                        return EntryOutcome.replaced(
                                JsonObject.of("{\"_id\":\"a\",\"_rev\":\"2-b\",\"_deleted\":true}"));
                    }
                    return document.has(JsonName.of("broken"))
                            ? EntryOutcome.failed("migration_failed", "broken")
                            : EntryOutcome.replaced(document);
                },
                DONE,
                fields,
                showsDocuments,
                limit,
                budget);
    }

    private static JsonObject row(String sequence, String revisions, String document) {
        return JsonObject.of(
                "{\"seq\":\"" + sequence + "\",\"id\":\"a\",\"changes\":[" + revisions + "],\"doc\":" + document + "}");
    }

    private static JsonObject row(String sequence, boolean done) {
        return row(sequence, "{\"rev\":\"1-a\"}", "{\"_id\":\"a\",\"_rev\":\"1-a\",\"done\":" + done + "}");
    }

    /** Nobody may miss a change since it is dear to decide whether it is wanted. */
    @Test
    void document_tooDearToDecideAbout_isToldOfLikeOneThatCannotBeShown() {
        ChangeSelection selection = selection(true, 9, Budget.of("query-budget", 1));
        assertThat(selection.row(row("1", false), null))
                .hasToString("{\"seq\":\"1\",\"id\":\"a\",\"changes\":[{\"rev\":\"1-a\"}],\"doc\":null,"
                        + "\"error\":\"limit_exceeded\",\"reason\":"
                        + "\"the request takes more than 1 steps of work (limit: query-budget)\"}");
    }

    /** A replica that has the document must lose it, whatever else the tombstone holds that cannot be shown. */
    @Test
    void deletionThatIsShownBare_isWantedWhereCouchDbFoundIt() {
        String stored = "{\"_id\":\"a\",\"_rev\":\"2-b\",\"_deleted\":true,\"done\":true,\"broken\":1}";
        assertThat(selection(false, 9).row(row("1", "{\"rev\":\"2-b\"}", stored), null))
                .hasToString("{\"seq\":\"1\",\"id\":\"a\",\"changes\":[{\"rev\":\"2-b\"}]}");
        String other = "{\"_id\":\"a\",\"_rev\":\"2-b\",\"_deleted\":true,\"done\":false}";
        assertThat(selection(false, 9).row(row("2", "{\"rev\":\"2-b\"}", other), null))
                .isNull();
    }

    @Test
    void documents_areShownOnlyWhereTheyWereAskedFor() {
        assertThat(selection(true, 9).row(row("1", true), null))
                .hasToString(
                        "{\"seq\":\"1\",\"id\":\"a\",\"changes\":[{\"rev\":\"1-a\"}],\"doc\":{\"_id\":\"a\",\"done\":true}}");
        assertThat(selection(false, 9).row(row("1", true), null))
                .hasToString("{\"seq\":\"1\",\"id\":\"a\",\"changes\":[{\"rev\":\"1-a\"}]}");
    }

    @Test
    void selection_endsWithTheLastWantedChange() {
        ChangeSelection selection = selection(false, 2);
        assertThat(selection.row(row("1", false), null)).isNull();
        assertThat(selection.hasOnlyDropped()).isTrue();
        assertThat(selection.row(row("2", true), null)).isNotNull();
        assertThat(selection.isFull()).isFalse();
        assertThat(selection.row(row("3", true), null)).isNotNull();
        assertThat(selection.isFull()).isTrue();
        assertThat(selection.row(row("4", true), null)).isNull();
        assertThat(selection.lastSequence()).hasToString("\"3\"");
    }

    @Test
    void winnerThatIsNotWanted_goes_otherLeavesStay() {
        String leaves = "{\"rev\":\"1-a\"},{\"rev\":\"1-b\"}";
        String document = "{\"_id\":\"a\",\"_rev\":\"1-a\",\"done\":false}";
        assertThat(selection(false, 9).row(row("1", leaves, document), null))
                .hasToString("{\"seq\":\"1\",\"id\":\"a\",\"changes\":[{\"rev\":\"1-b\"}]}");
    }

    @Test
    void whatCannotBeShown_isSaid_andNeverSkipped() {
        String broken = "{\"_id\":\"a\",\"_rev\":\"1-a\",\"broken\":1}";
        assertThat(selection(true, 9).row(row("1", "{\"rev\":\"1-a\"}", broken), null))
                .hasToString("{\"seq\":\"1\",\"id\":\"a\",\"changes\":[{\"rev\":\"1-a\"}],\"doc\":null,"
                        + "\"error\":\"migration_failed\",\"reason\":\"broken\"}");
        assertThat(selection(false, 9).row(row("1", "{\"rev\":\"1-a\"}", broken), null))
                .hasToString("{\"seq\":\"1\",\"id\":\"a\",\"changes\":[{\"rev\":\"1-a\"}]}");
    }

    @Test
    void endOfAFeed_isNoChange() {
        String end = "{\"last_seq\":\"9\",\"pending\":0}";
        assertThat(selection(false, 9).row(JsonObject.of(end), null)).hasToString(end);
    }

    @Test
    void allChangesInOneLine_areNoChange_andNeverLeave() {
        JsonObject all = JsonObject.of("{\"results\":[{\"doc\":{\"_id\":\"a\"}}]}");
        assertThatThrownBy(() -> selection(true, 9).row(all, null))
                .isInstanceOf(FindException.class)
                .hasMessageStartingWith("bad_gateway");
    }
}
