package io.slipcover.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipcover.json.JsonBuffer;
import io.slipcover.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Entries that become none, one or several, in every kind of body. */
final class EntryOutcomesTest {
    /** A handler that is asked about every entry of {@link BodyKind#CAME}, and what it has been asked about. */
    private record Asked(List<Becoming> becomings, boolean documents) implements EntryHandler {
        @Override
        public EntryInterest interest() {
            return documents ? EntryInterest.DOCUMENTS : EntryInterest.ALL;
        }

        @Override
        public EntryOutcome decide(Entry entry) {
            for (int index = 0; index < BodyKind.CAME.size(); index++) {
                if (BodyKind.CAME.get(index).id().equals(entry.id())) {
                    return becomings.get(index).outcome(BodyKind.CAME.get(index), entry.hasDocument());
                }
            }
            throw new IllegalArgumentException(entry.id());
        }
    }

    private static Stream<List<Becoming>> becomings(BodyKind kind) {
        List<Becoming> suitable =
                Stream.of(Becoming.values()).filter(each -> each.suits(kind)).toList();
        return suitable.stream()
                .flatMap(one -> Stream.concat(
                        Stream.of(List.of(Becoming.THE_SAME, Becoming.THE_SAME, one)),
                        suitable.stream().map(other -> List.of(one, other, Becoming.THE_SAME))));
    }

    @ParameterizedTest
    @EnumSource
    void entries_ofAnyOutcome_areWrittenSoHoweverCut(BodyKind kind) {
        becomings(kind).forEach(becomings -> {
            List<List<WrittenEntry>> written = new ArrayList<>();
            for (int index = 0; index < becomings.size(); index++) {
                written.add(becomings.get(index).written(BodyKind.CAME.get(index)));
            }
            assertLed(kind, new Asked(becomings, kind.hasDocuments()), kind.body(), kind.body(written));
        });
    }

    private static void assertLed(BodyKind kind, EntryHandler handler, String body, String expected) {
        byte[] bytes = body.getBytes(UTF_8);
        byte[] wanted = expected.getBytes(UTF_8);
        assertThat(Led.text(Led.inTwo(kind.envelope(handler), bytes, 0))).isEqualTo(expected);
        for (int cut = 1; cut < bytes.length; cut++) {
            byte[] led = Led.inTwo(kind.envelope(handler), bytes, cut);
            if (!java.util.Arrays.equals(led, wanted)) {
                assertThat(Led.text(led)).as("cut at " + cut).isEqualTo(expected);
            }
        }
        assertThat(Led.text(Led.inPieces(kind.envelope(handler), bytes, 1))).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource
    void documents_thatAreNotShown_leaveTheirEntries(BodyKind kind) {
        if (!kind.canLackDocument()) {
            return;
        }
        List<List<WrittenEntry>> written = BodyKind.CAME.stream()
                .map(entry -> List.of(entry.withDocument(null)))
                .toList();

        assertLed(kind, entry -> EntryOutcome.withoutDocument(), kind.body(), kind.body(written));
    }

    @ParameterizedTest
    @EnumSource
    void entries_withoutDocuments_canBecomeOthersToo(BodyKind kind) {
        if (!kind.canLackDocument()) {
            return;
        }
        List<List<WrittenEntry>> came = BodyKind.CAME.stream()
                .map(entry -> List.of(entry.withDocument(null)))
                .toList();
        becomings(kind).filter(each -> !each.contains(Becoming.REPLACED)).forEach(becomings -> {
            List<List<WrittenEntry>> written = new ArrayList<>();
            for (int index = 0; index < becomings.size(); index++) {
                written.add(becomings.get(index).written(came.get(index).get(0)).stream()
                        .map(entry -> entry.withDocument(null))
                        .toList());
            }
            assertLed(kind, new Asked(becomings, false), kind.body(came), kind.body(written));
        });
    }

    @ParameterizedTest
    @EnumSource
    void documents_thatFailAmongSeveral_areSaidSo(BodyKind kind) {
        if (!kind.hasDocuments()) {
            return;
        }
        EntryOutcome.SameEntry failed = EntryOutcome.failed("migration_failed", "why");
        EntryHandler handler = entry -> EntryOutcome.of(List.of(
                EntryOutcome.unchanged(),
                EntryOutcome.rewritten()
                        .withId(entry.id() + ":status")
                        .withRevisions(List.of("7-x"))
                        .withDocument(failed),
                failed));
        if (kind == BodyKind.OPEN_REVISIONS || kind == BodyKind.OPEN_REVISIONS_IN_PARTS) {
            assertThatThrownBy(() -> Led.whole(kind.envelope(handler), kind.body()))
                    .isInstanceOf(EntryFailedException.class);
            return;
        }
        Function<WrittenEntry, WrittenEntry> failing = kind.canLackDocument()
                ? entry -> entry.withDocument("null,\"error\":\"migration_failed\",\"reason\":\"why\"")
                : entry -> entry.withDocument(
                        "{\"id\":\"%s\",\"rev\":\"%s\",\"error\":\"migration_failed\",\"reason\":\"why\"}"
                                .formatted(entry.id(), entry.revision()));
        List<List<WrittenEntry>> written = BodyKind.CAME.stream()
                .map(entry -> List.of(
                        entry,
                        failing.apply(new WrittenEntry(entry.id() + ":status", "7-x", false, entry.sequence(), null)),
                        failing.apply(entry)))
                .toList();
        String expected = kind.body(written)
                .replace("{\"ok\":{\"id\"", "{\"error\":{\"id\"")
                .replace("json\r\n\r\n{\"id\"", "json; error=\"true\"\r\n\r\n{\"id\"");

        assertLed(kind, handler, kind.body(), expected);
    }

    @Test
    void entriesWithoutSpaceBetween_thatBecomeSeveral_haveCommas() {
        EntryHandler twice = entry -> EntryOutcome.of(List.of(EntryOutcome.unchanged(), EntryOutcome.unchanged()));
        String row = "{\"id\":\"a\",\"doc\":{}}";

        assertThat(Led.whole(BodyKind.VIEW.envelope(twice), "{\"rows\":[" + row + "," + row + ", " + row + "]}"))
                .isEqualTo("{\"rows\":[" + row + ",\n" + row + "," + row + "," + row + ", " + row + ", " + row + "]}");
    }

    @Test
    void documentWithAttachments_thatBecomesSeveral_keepsThemWithTheFirst() {
        String inner = "\r\nContent-Type: multipart/related; boundary=\"i\"\r\n\r\n"
                + "--i\r\nContent-Type: application/json\r\n\r\n%s\r\n--i\r\nContent-Length: 4\r\n\r\n\0\r\n\1\r\n--i--";
        String body = "--b" + inner.formatted("{\"_id\":\"a\"}") + "\r\n--b" + inner.formatted("{\"_id\":\"b\"}")
                + "\r\n--b--";
        EntryHandler handler = entry -> EntryOutcome.of(List.of(
                EntryOutcome.replaced(JsonValue.of("{\"_id\":\"" + entry.id() + "\",\"x\":1}")),
                EntryOutcome.replaced(JsonValue.of("{\"_id\":\"" + entry.id() + ":status\"}"))));
        String expected = "--b";
        for (String id : List.of("a", "b")) {
            expected += inner.formatted("{\"_id\":\"" + id + "\",\"x\":1}")
                    + "\r\n--b\r\nContent-Type: application/json\r\n\r\n{\"_id\":\"" + id + ":status\"}\r\n--b";
        }

        assertLed(BodyKind.OPEN_REVISIONS_IN_PARTS, handler, body, expected + "--");
        assertLed(BodyKind.BULK_GET_IN_PARTS, handler, body, expected + "--");
    }

    @Test
    void partThatSaysWhyThereIsNoDocument_isAnEntryForWhoeverIsInterested() {
        String body = "--b\r\nContent-Type: application/json; error=\"true\"\r\nContent-Length: 26\r\n\r\n"
                + "{\"id\":\"a\",\"rev\":\"1-a\",\"e\":1}".substring(0, 27) + "}\r\n--b--";
        EntryHandler renames = new Deciding(entry -> EntryOutcome.of(List.of(
                EntryOutcome.rewritten().withId(entry.id() + ":status"),
                EntryOutcome.replaced(JsonValue.of("{\"_id\":\"" + entry.id() + "\"}")))));
        String came = body.substring(body.indexOf('{'), body.indexOf("}\r\n") + 1);
        String renamed = came.replace("\"a\"", "\"a:status\"");
        String expected = "--b\r\nContent-Type: application/json; error=\"true\"\r\nContent-Length: " + renamed.length()
                + "\r\n\r\n" + renamed + "\r\n--b\r\nContent-Type: application/json\r\n\r\n{\"_id\":\"a\"}\r\n--b--";

        assertLed(BodyKind.BULK_GET_IN_PARTS, renames, body, expected);
        assertThat(Led.whole(BodyKind.BULK_GET_IN_PARTS.envelope(entry -> EntryOutcome.leftOut()), body))
                .isEqualTo(body);
    }

    @Test
    void resultsOfBulkGet_areRenamedWithTheirRevisions() {
        String body = "{\"results\":[{\"id\":\"a\",\"docs\":[{\"ok\":{\"_id\":\"a\"}}]},"
                + "{\"docs\":[{\"error\":{\"id\":\"b\",\"rev\":\"undefined\",\"error\":\"not_found\"}}],\"id\":\"b\"}]}";
        EntryHandler renames = new Deciding(entry -> {
            EntryOutcome.Rewritten words = EntryOutcome.rewritten().withId(entry.id() + ":s");
            return entry.hasDocument()
                    ? words.withDocument(EntryOutcome.replaced(JsonValue.of("{\"_id\":\"" + entry.id() + ":s\"}")))
                    : words;
        });

        assertLed(
                BodyKind.BULK_GET,
                renames,
                body,
                body.replace("\"a\"", "\"a:s\"").replace("\"b\"", "\"b:s\""));
    }

    @Test
    void rowOfAllDocs_thatIsNotFound_isRenamedByItsKey() {
        EntryHandler renames = new Deciding(entry -> EntryOutcome.rewritten().withId(entry.id() + ":s"));

        assertLed(
                BodyKind.ALL_DOCS,
                renames,
                "{\"rows\":[{\"key\":\"a\",\"error\":\"not_found\"},{\"id\":\"b\",\"key\":\"b\",\"value\":{\"rev\":\"2-b\",\"deleted\":true},\"doc\":null}]}",
                "{\"rows\":[{\"key\":\"a:s\",\"error\":\"not_found\"},{\"id\":\"b:s\",\"key\":\"b:s\",\"value\":{\"rev\":\"2-b\",\"deleted\":true},\"doc\":null}]}");
    }

    @Test
    void oneDocument_thatBecomesSeveral_isRefusedBeforeAnythingIsWritten() {
        EntryHandler twice = entry -> EntryOutcome.of(List.of(EntryOutcome.unchanged(), EntryOutcome.unchanged()));
        Envelopes envelopes = AnswerKind.ENVELOPES;
        JsonBuffer out = new JsonBuffer();
        byte[] document = "{\"_id\":\"a\"}".getBytes(UTF_8);
        byte[] parts = "--b\r\n\r\n{\"_id\":\"a\"}\r\n--b--".getBytes(UTF_8);

        assertThatThrownBy(() -> envelopes.document(twice).feed(document, 0, document.length, out))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> envelopes.multipartDocument("b", twice).feed(parts, 0, parts.length, out))
                .isInstanceOf(IllegalStateException.class);
        assertThat(out.length()).isZero();
    }

    @Test
    void oneDocument_inOtherWords_isTheDocumentThatIsSaid() {
        EntryHandler handler = entry -> EntryOutcome.rewritten()
                .withId("a:status")
                .withDocument(EntryOutcome.replaced(JsonValue.of("{\"_id\":\"a:status\"}")));

        assertThat(Led.whole(AnswerKind.ENVELOPES.document(handler), "{\"_id\":\"a\"}\n"))
                .isEqualTo("{\"_id\":\"a:status\"}\n");
        assertThat(Led.whole(
                        AnswerKind.ENVELOPES.multipartDocument("b", handler),
                        "--b\r\nContent-Length: 11\r\n\r\n{\"_id\":\"a\"}\r\n--b\r\n\r\nx\r\n--b--"))
                .isEqualTo("--b\r\nContent-Length: 18\r\n\r\n{\"_id\":\"a:status\"}\r\n--b\r\n\r\nx\r\n--b--");
    }

    @Test
    void oneDocumentInOtherWords_thatFailed_isNoAnswer() {
        EntryHandler handler =
                entry -> EntryOutcome.rewritten().withDocument(EntryOutcome.failed("migration_failed", "why"));
        byte[] document = "{\"_id\":\"a\"}".getBytes(UTF_8);
        JsonBuffer out = new JsonBuffer();

        assertThatThrownBy(() -> AnswerKind.ENVELOPES.document(handler).feed(document, 0, document.length, out))
                .isInstanceOf(EntryFailedException.class);
        assertThat(out.length()).isZero();
    }

    @Test
    void entryWithTwoDocuments_thatBecomesSeveral_isRefused() {
        EntryHandler twice = entry -> EntryOutcome.of(List.of(EntryOutcome.unchanged(), EntryOutcome.unchanged()));

        assertThatThrownBy(() -> Led.whole(
                        AnswerKind.CHANGES.envelope(twice), "{\"results\":[{\"doc\":{\"a\":1},\"doc\":{\"a\":2}}]}"))
                .isInstanceOf(io.slipcover.json.JsonFormatException.class);
    }

    @Test
    void eventWithItsIdBeforeItsChange_ofAnotherSequence_isRefused() {
        EntryHandler handler = entry -> EntryOutcome.rewritten().withSequence(JsonValue.of("4"));

        assertThatThrownBy(() -> Led.whole(
                        AnswerKind.ENVELOPES.eventSourceChanges(handler),
                        "id: 5\ndata: {\"seq\":5,\"id\":\"a\",\"doc\":{}}\n\n"))
                .isInstanceOf(io.slipcover.json.JsonFormatException.class);
        assertThat(Led.whole(
                        AnswerKind.ENVELOPES.eventSourceChanges(handler),
                        "id: 5\n\ndata: {\"seq\":5,\"id\":\"a\",\"doc\":{}}\r\nid:5\r\n\r\nid: 6\n\n"))
                .isEqualTo("id: 5\n\ndata: {\"seq\":4,\"id\":\"a\",\"doc\":{}}\r\nid: 4\r\n\r\nid: 6\n\n");
    }

    @Test
    void outcome_ofAList_isNoneOrTheOneOrAll() {
        assertThat(EntryOutcome.of(List.of())).isSameAs(EntryOutcome.leftOut());
        assertThat(EntryOutcome.of(List.of(EntryOutcome.unchanged()))).isSameAs(EntryOutcome.unchanged());
        assertThatThrownBy(() -> new EntryOutcome.Several(List.of(EntryOutcome.unchanged())))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
