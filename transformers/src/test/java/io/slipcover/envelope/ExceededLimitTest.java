package io.slipcover.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipcover.json.JsonBuffer;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A document that exceeds a limit, with others around it that do not. */
final class ExceededLimitTest {
    private static final EnvelopeLimits LIMITS = new EnvelopeLimits(3, 200);
    private static final String DEEP = "{\"_id\":\"x\",\"_rev\":\"1-x\",\"a\":[[[\"secret\"]]],\"_deleted\":true}";
    private static final String LONG = "{ \"_id\" : \"x\", \"_rev\":\"1-x\",\"a\":[{\"b\":\"}]\\\\\\\"\"}"
            + ",\"secret\"".repeat(9_000) + "],\"b\":{},\"_deleted\":true }";

    /** Says what it knows of a document that exceeds a limit, and changes others. */
    private static EntryOutcome tell(Entry entry) {
        ExceededLimit exceeded = entry.exceeded();
        if (exceeded == null) {
            entry.document().put(JsonName.of("seen"), JsonValue.of("1"));
            return EntryOutcome.replaced(entry.document());
        }
        String told = entry.documentId() + " " + entry.documentRevision() + " "
                + entry.document().has(JsonName.of("_deleted"));
        return EntryOutcome.failed(exceeded.limit().toString(), told + ": " + exceeded.reason());
    }

    private static String led(Envelope envelope, String body, int length) {
        return new String(Led.inPieces(envelope, body.getBytes(UTF_8), length), UTF_8);
    }

    private static Envelopes envelopes() {
        return new Envelopes(LIMITS);
    }

    private static EntryHandler teller() {
        return entry -> tell(entry);
    }

    private static String reason(String document) {
        return "x 1-x true: the document is "
                + (document.equals(DEEP)
                        ? "nested deeper than 3 levels (limits: nesting)"
                        : "longer than 200 bytes, and no longer document is held (limits: held)");
    }

    private static String error(String document) {
        return document.equals(DEEP) ? "NESTING" : "LENGTH";
    }

    private static int[] pieces() {
        return new int[] {1, 7, 199, 1000, 1 << 20};
    }

    @ParameterizedTest
    @ValueSource(strings = {DEEP, "LONG"})
    void row_thatExceedsALimit_saysSo_andItsNeighboursAreWhole(String which) {
        String document = which.equals("LONG") ? LONG : DEEP;
        String before = "{\"rows\":[{\"id\":\"a\",\"doc\":{\"_id\":\"a\"}},\r\n{\"id\":\"x\", \"doc\" : ";
        String after = " ,\"b\":[1]},\r\n{\"doc\":{\"_id\":\"c\"}}\r\n]}\n";
        for (int length : pieces()) {
            assertThat(led(envelopes().rows(teller()), before + document + after, length))
                    .as("in pieces of %d", length)
                    .isEqualTo(before.replace("\"_id\":\"a\"", "\"_id\":\"a\",\"seen\":1") + "null,\"error\":\""
                            + error(document) + "\",\"reason\":\"" + reason(document) + "\""
                            + after.replace("\"_id\":\"c\"", "\"_id\":\"c\",\"seen\":1"));
        }
    }

    @Test
    void row_inAFeed_isNotTheEndOfIt() {
        String line = "{\"seq\":1,\"doc\":%s,\"deleted\":true}\n";
        for (String document : new String[] {DEEP, LONG}) {
            String told = "null,\"error\":\"" + error(document) + "\",\"reason\":\"" + reason(document) + "\"";
            String body = line.formatted(document) + "\n" + line.formatted("{}");
            String expected = line.formatted(told) + "\n" + line.formatted("{\"seen\":1}");
            for (int length : pieces()) {
                assertThat(led(envelopes().continuousChanges(teller()), body, length))
                        .isEqualTo(expected);
                assertThat(led(
                                envelopes().eventSourceChanges(teller()),
                                ("data: " + line + "\n").formatted(document) + "data: {}\n\n",
                                length))
                        .isEqualTo(("data: " + line + "\n").formatted(told) + "data: {}\n\n");
            }
        }
    }

    @Test
    void revision_ofABulkGet_isAnErrorEntry() {
        String form = "{\"results\":[{\"id\":\"x\",\"docs\":[{\"ok\":%s}]},{\"docs\":[{\"ok\":%s}]}]}";
        for (String document : new String[] {DEEP, LONG}) {
            String body = form.formatted(document, "{}").replace("[{\"ok\":" + document, "[{\"ok\":" + document);
            String told = "{\"error\":{\"id\":\"x\",\"rev\":\"1-x\",\"error\":\"" + error(document) + "\",\"reason\":\""
                    + reason(document) + "\"}}";
            for (int length : pieces()) {
                assertThat(led(envelopes().bulkGet(teller()), body, length))
                        .isEqualTo(form.formatted("{}", "{\"seen\":1}").replace("{\"ok\":{}}", told));
            }
        }
    }

    @Test
    void revision_inParts_isAnErrorPart() {
        String part = "--b\r\nContent-Type: application/json\r\n\r\n%s\r\n";
        for (String document : new String[] {DEEP, LONG}) {
            String told =
                    "--b\r\nContent-Type: application/json; error=\"true\"\r\n\r\n{\"id\":\"x\",\"rev\":\"1-x\",\"error\":\""
                            + error(document) + "\",\"reason\":\"" + reason(document) + "\"}\r\n";
            for (int length : pieces()) {
                assertThat(led(
                                envelopes().multipartBulkGet("b", teller()),
                                part.formatted(document) + part.formatted("{}") + "--b--",
                                length))
                        .isEqualTo(told + part.formatted("{\"seen\":1}") + "--b--");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1", "1000", "1000000"})
    void documentAlone_fails(int length) {
        for (String document : new String[] {DEEP, LONG}) {
            JsonBuffer out = new JsonBuffer();
            assertThatThrownBy(() -> led(envelopes().document(teller()), document, length))
                    .isInstanceOf(EntryFailedException.class)
                    .hasMessage(error(document) + ": " + reason(document));
            assertThat(out.length()).isZero();
        }
    }

    @Test
    void tombstone_thatIsTooLong_canLeaveBare() {
        EntryHandler bare = entry -> {
            entry.document().remove(JsonName.of("b"));
            return EntryOutcome.replaced(entry.document());
        };
        for (int length : pieces()) {
            assertThat(led(envelopes().changes(bare), "{\"results\":[{\"doc\":" + LONG + "}]}", length))
                    .isEqualTo("{\"results\":[{\"doc\":{\"_id\":\"x\",\"_rev\":\"1-x\",\"_deleted\":true}}]}");
        }
    }

    @Test
    void tombstone_withVeryManySmallMembers_keepsDeletionAndHistory() {
        String history = ",\"_deleted\":true,\"_revisions\":{\"start\":2,\"ids\":[\"y\",\"x\"]}}";
        String document = "{\"_id\":\"x\",\"_rev\":\"2-y\"" + ", \"a\":1".repeat(100_000) + history;
        Envelopes envelopes = new Envelopes(new EnvelopeLimits(3, 300_000));
        EntryHandler bare = entry -> {
            entry.document().remove(JsonName.of("a"));
            return EntryOutcome.replaced(entry.document());
        };
        for (int length : new int[] {1000, 1 << 20}) {
            assertThat(led(envelopes.changes(bare), "{\"results\":[{\"doc\":" + document + "}]}", length))
                    .isEqualTo("{\"results\":[{\"doc\":{\"_id\":\"x\",\"_rev\":\"2-y\"" + history + "}]}");
        }
    }

    @Test
    void endlessDocument_isNotHeld() {
        JsonBuffer out = new JsonBuffer();
        Envelope envelope = envelopes().changes(teller());
        byte[] begin = "{\"results\":[{\"doc\":{\"a\":[1".getBytes(UTF_8);
        byte[] more = ",[[[[1,{\"a\":1}]]]],\"secret\"".repeat(10_000).getBytes(UTF_8);
        byte[] end = "],\"_id\":\"x\",\"_rev\":\"1-x\",\"_deleted\":0}}]}".getBytes(UTF_8);
        envelope.feed(begin, 0, begin.length, out);
        for (int i = 0; i < 300; i++) {
            envelope.feed(more, 0, more.length, out);
        }
        envelope.feed(end, 0, end.length, out);
        envelope.end(out);

        assertThat(out.toString())
                .contains("\"doc\":null", "LENGTH", "x 1-x true")
                .doesNotContain("secret");
    }
}
