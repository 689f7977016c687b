package io.slipcover.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipcover.json.JsonBuffer;
import io.slipcover.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What each kind of answer makes of each outcome, to the byte. */
final class EnvelopeOutcomesTest {
    /** Decides by the document's first member's name. */
    private static final EntryHandler BY_NAME = entry -> {
        String document = entry.document().toString();
        if (document.startsWith("{\"fail\"")) {
            return EntryOutcome.failed("migration_failed", "no pair for \"42\"");
        }
        if (document.startsWith("{\"leave\"")) {
            return EntryOutcome.leftOut();
        }
        return document.startsWith("{\"replace\"")
                ? EntryOutcome.replaced(JsonValue.of("{\"new\": 1.50}"))
                : EntryOutcome.unchanged();
    };

    private static String led(AnswerKind kind, String body) {
        byte[] whole = Led.inTwo(kind.envelope(BY_NAME), body.getBytes(UTF_8), 0);
        assertThat(Led.inPieces(kind.envelope(BY_NAME), body.getBytes(UTF_8), 1))
                .isEqualTo(whole);
        return Led.text(whole);
    }

    @Test
    void rows_replaced_restKeepsItsBytes() {
        assertThat(led(AnswerKind.ROWS, "{ \"rows\" :[ {\"id\":1, \"doc\" : {\"replace\":1} , \"x\":1.0} ]}"))
                .isEqualTo("{ \"rows\" :[ {\"id\":1, \"doc\" : {\"new\": 1.50} , \"x\":1.0} ]}");
    }

    @Test
    void rows_failed_nullWithErrorAndReasonBesideIt() {
        assertThat(led(AnswerKind.ROWS, "{\"rows\":[{\"doc\":{\"fail\":1},\"id\":\"a\"},{\"doc\":{\"keep\":1}}]}"))
                .isEqualTo(
                        "{\"rows\":[{\"doc\":null,\"error\":\"migration_failed\",\"reason\":\"no pair for \\\"42\\\"\""
                                + ",\"id\":\"a\"},{\"doc\":{\"keep\":1}}]}");
    }

    @Test
    void rows_leftOutAnywhere_commasAreRight() {
        String left = "{\"doc\":{\"leave\":1}}";
        assertThat(led(AnswerKind.ROWS, "{\"rows\":[\n" + left + ",\n{\"id\":1},\n{\"id\":2}\n]}"))
                .isEqualTo("{\"rows\":[\n\n{\"id\":1},\n{\"id\":2}\n]}");
        assertThat(led(AnswerKind.ROWS, "{\"rows\":[\n{\"id\":1},\n" + left + ",\n{\"id\":2}\n]}"))
                .isEqualTo("{\"rows\":[\n{\"id\":1},\n{\"id\":2}\n]}");
        assertThat(led(AnswerKind.ROWS, "{\"rows\":[\n{\"id\":1},\n{\"id\":2},\n" + left + "\n]}"))
                .isEqualTo("{\"rows\":[\n{\"id\":1},\n{\"id\":2}\n]}");
        assertThat(led(AnswerKind.ROWS, "{\"rows\":[" + left + "," + left + "]}"))
                .isEqualTo("{\"rows\":[]}");
        assertThat(led(AnswerKind.ROWS, "{\"rows\":[" + left + "," + left + ",{\"doc\":{\"replace\":1}}]}"))
                .isEqualTo("{\"rows\":[{\"doc\":{\"new\": 1.50}}]}");
    }

    @Test
    void rowsOfQueries_leftOutInTwoResults_commasOfEachAreRight() {
        assertThat(
                        led(
                                AnswerKind.ROWS,
                                "{\"results\":[{\"rows\":[{\"doc\":{\"leave\":1}},{\"id\":1}]},"
                                        + "{\"rows\":[{\"id\":2},{\"doc\":{\"leave\":1}}]},{\"rows\":[{\"doc\":{\"leave\":1}},1]}]}"))
                .isEqualTo("{\"results\":[{\"rows\":[{\"id\":1}]},{\"rows\":[{\"id\":2}]},{\"rows\":[1]}]}");
    }

    @Test
    void searchResults_ofEachForm_rowsAreFound() {
        String row = "{\"id\":\"a\",\"order\":[1.5,0],\"fields\":{\"doc\":{\"replace\":1}},\"doc\":{\"replace\":1}}";
        String led = "{\"id\":\"a\",\"order\":[1.5,0],\"fields\":{\"doc\":{\"replace\":1}},\"doc\":{\"new\": 1.50}}";
        for (String body : List.of(
                "{\"total_rows\":1,\"bookmark\":\"g1\",\"rows\":[%s],\"counts\":{\"rows\":{\"x\":1}}}",
                "{\"total_rows\":1,\"groups\":[{\"by\":\"x\",\"total_rows\":1,\"rows\":[%s]}]}",
                "{\"total_hits\":1,\"total_grouped_hits\":1,\"groups\":[{\"by\":null,\"total_hits\":1,\"hits\":[%s]}]}",
                "{\"bookmark\":\"W10=\",\"counts\":null,\"hits\":[%s],\"ranges\":null,\"total_hits\":1,"
                        + "\"total_hits_relation\":\"EQUAL_TO\",\"update_latency\":3}")) {
            assertThat(led(AnswerKind.SEARCH, String.format(body, row))).isEqualTo(String.format(body, led));
        }
    }

    @Test
    void changes_nameWithEscapes_isFound() {
        assertThat(led(
                        AnswerKind.CHANGES,
                        "{\"last_seq\":1,\"\\u0072esult\\u0073\":[{\"\\u0064\\u006F\\u0063\":{\"replace\":1}}]}"))
                .isEqualTo("{\"last_seq\":1,\"\\u0072esult\\u0073\":[{\"\\u0064\\u006F\\u0063\":{\"new\": 1.50}}]}");
    }

    @Test
    void changes_memberTwice_eachIsLed() {
        assertThat(led(AnswerKind.CHANGES, "{\"results\":[{\"doc\":{\"replace\":1},\"doc\":{\"replace\":2}}]}"))
                .isEqualTo("{\"results\":[{\"doc\":{\"new\": 1.50},\"doc\":{\"new\": 1.50}}]}");
        assertThat(led(
                        AnswerKind.CHANGES,
                        "{\"results\":[{\"doc\":{\"replace\":1}}],\"results\":[{\"doc\":{\"replace\":2}}]}"))
                .isEqualTo("{\"results\":[{\"doc\":{\"new\": 1.50}}],\"results\":[{\"doc\":{\"new\": 1.50}}]}");
    }

    @Test
    void bulkGet_failed_errorInPlaceOfTheEntry() {
        EntryHandler fails = Outcomes.FAILED.handler();
        assertThat(
                        Led.whole(
                                AnswerKind.BULK_GET.envelope(fails),
                                "{\"results\":[{\"id\":\"a\",\"docs\":[ {\"ok\":{\"_rev\":\"1-x\",\"_id\":\"\\u0061\"},\"z\":1} ]}]}"))
                .isEqualTo("{\"results\":[{\"id\":\"a\",\"docs\":[ {\"error\":{\"id\":\"a\",\"rev\":\"1-x\","
                        + "\"error\":\"migration_failed\",\"reason\":\"no pair for \\\"42\\\"\"}} ]}]}");
    }

    @Test
    void bulkGet_oneOfTwoFailed_nothingOfTheOtherIsLeft() {
        assertThat(
                        led(
                                AnswerKind.BULK_GET,
                                "{\"results\":[{\"docs\":[{\"ok\":{\"replace\":1},\"ok\":{\"fail\":1}},{\"ok\":{\"replace\":1}}]}]}"))
                .isEqualTo("{\"results\":[{\"docs\":[{\"error\":{\"error\":\"migration_failed\","
                        + "\"reason\":\"no pair for \\\"42\\\"\"}},{\"ok\":{\"new\": 1.50}}]}]}");
    }

    @Test
    void bulkGet_leftOut_emptyDocs() {
        assertThat(led(AnswerKind.BULK_GET, "{\"results\":[{\"id\":\"a\",\"docs\":[{\"ok\":{\"leave\":1}}]}]}"))
                .isEqualTo("{\"results\":[{\"id\":\"a\",\"docs\":[]}]}");
    }

    @Test
    void openRevs_leftOut_othersStay() {
        assertThat(led(AnswerKind.OPEN_REVS, "[{\"ok\":{\"leave\":1}},{\"missing\":\"1-x\"},{\"ok\":{\"replace\":1}}]"))
                .isEqualTo("[{\"missing\":\"1-x\"},{\"ok\":{\"new\": 1.50}}]");
    }

    @Test
    void openRevs_firstFailed_nothingHasBeenWritten() {
        assertFailsBeforeAnythingIsWritten(AnswerKind.OPEN_REVS, "\n[\n{\"ok\":{\"fail\":1}},{\"ok\":{\"keep\":1}}]");
    }

    @Test
    void openRevs_laterOneFailed_isNotEnded() {
        Envelope envelope = AnswerKind.OPEN_REVS.envelope(BY_NAME);
        byte[] body = "[{\"ok\":{\"keep\":1}},{\"ok\":{\"fail\":1}}]".getBytes(UTF_8);
        JsonBuffer out = new JsonBuffer();

        assertThatThrownBy(() -> envelope.feed(body, 0, body.length, out)).isInstanceOf(EntryFailedException.class);
        assertThatThrownBy(() -> envelope.end(out)).isInstanceOf(IllegalStateException.class);
        assertThat(out.toString()).doesNotContain("fail").doesNotEndWith("]");
    }

    @Test
    void document_failed_nothingHasBeenWritten() {
        assertFailsBeforeAnythingIsWritten(AnswerKind.DOCUMENT, " {\"fail\":1}");
    }

    @Test
    void document_leftOut_isMissing() {
        assertThatThrownBy(() -> led(AnswerKind.DOCUMENT, "{\"leave\":1}"))
                .isInstanceOfSatisfying(EntryFailedException.class, failed -> {
                    assertThat(failed.error()).isEqualTo("not_found");
                    assertThat(failed.reason()).isEqualTo("missing");
                });
    }

    @Test
    void entry_tellsIdAndRevisionOfTheDocument() {
        List<String> told = new ArrayList<>();
        EntryHandler handler = entry -> {
            told.add(entry.documentId() + " " + entry.documentRevision());
            return EntryOutcome.unchanged();
        };

        Led.whole(
                AnswerKind.ROWS.envelope(handler),
                "{\"rows\":[{\"id\":\"x\",\"doc\":{\"_id\":\"a\",\"\\u005fid\":\"b\",\"_rev\":\"1-x\"}},{\"doc\":{\"_id\":1}}]}");

        assertThat(told).containsExactly("b 1-x", "null null");
    }

    private static void assertFailsBeforeAnythingIsWritten(AnswerKind kind, String body) {
        for (int length = 1; length <= body.length(); length++) {
            Envelope envelope = kind.envelope(BY_NAME);
            List<Integer> written = new ArrayList<>();
            int step = length;
            byte[] bytes = body.getBytes(UTF_8);

            assertThatThrownBy(() -> {
                        for (int at = 0; at < bytes.length; at += step) {
                            envelope.feed(
                                    bytes,
                                    at,
                                    Math.min(at + step, bytes.length),
                                    (from, offset, count) -> written.add(count));
                        }
                    })
                    .isInstanceOfSatisfying(
                            EntryFailedException.class,
                            failed -> assertThat(failed.reason()).isEqualTo("no pair for \"42\""));
            assertThat(written).isEmpty();
        }
    }
}
