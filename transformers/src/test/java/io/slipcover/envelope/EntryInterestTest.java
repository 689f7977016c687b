package io.slipcover.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which entries a handler is asked about, and what an entry tells. */
final class EntryInterestTest {
    /** A handler that counts the questions about its interest, and notes the entries that it is asked about. */
    private static final class Noting implements EntryHandler {
        private final EntryInterest interest;
        private final List<String> told = new ArrayList<>();

        Noting(EntryInterest interest) {
            this.interest = interest;
        }

        @Override
        public EntryInterest interest() {
            return interest;
        }

        @Override
        public EntryOutcome decide(Entry entry) {
            JsonValue sequence = entry.sequence();
            told.add(entry.id()
                    + " "
                    + String.join(",", entry.revisions())
                    + (entry.isDeleted() ? " deleted" : "")
                    + (sequence == null ? "" : " at " + sequence)
                    + (entry.hasDocument() ? " " + entry.document() : ""));
            return EntryOutcome.unchanged();
        }
    }

    private static List<String> told(EntryInterest interest, BodyKind kind, String body) {
        Noting handler = new Noting(interest);
        for (int length : new int[] {1, 7, body.length()}) {
            handler.told.clear();
            assertThat(Led.text(Led.inPieces(kind.envelope(handler), body.getBytes(UTF_8), length)))
                    .isEqualTo(body);
        }
        return handler.told;
    }

    @ParameterizedTest
    @EnumSource
    void none_bodyIsNotEvenRead(BodyKind kind) {
        assertThat(told(EntryInterest.NONE, kind, kind.body())).isEmpty();
        assertThat(told(EntryInterest.NONE, kind, "]no body} at all")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void documents_bodyOfAKindWithoutThem_isNotEvenRead(BodyKind kind) {
        if (kind.hasDocuments()) {
            assertThat(told(EntryInterest.DOCUMENTS, kind, kind.body())).hasSize(3);
        } else {
            assertThat(told(EntryInterest.DOCUMENTS, kind, "]no body} at all")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ALL_DOCS", "VIEW", "SEARCH", "CHANGES", "CONTINUOUS_CHANGES", "EVENT_SOURCE_CHANGES"})
    void documents_rowsWithoutThem_areNotAskedAbout(BodyKind kind) {
        String body = kind.body(List.of(List.of(WrittenEntry.of("a").withDocument(null))));

        assertThat(told(EntryInterest.DOCUMENTS, kind, body)).isEmpty();
        assertThat(told(EntryInterest.ALL, kind, body)).hasSize(1);
    }

    @Test
    void multipartDocument_ofNoInterest_passesAsItCame() {
        String body = "--b\r\n\r\n{\"_id\":\"a\"}\r\n--b--";
        Noting handler = new Noting(EntryInterest.NONE);

        assertThat(Led.whole(AnswerKind.ENVELOPES.multipartDocument("b", handler), body))
                .isEqualTo(body);
        assertThat(handler.told).isEmpty();
    }

    @Test
    void change_tellsWhatStandsBesideTheDocument() {
        assertThat(told(
                        EntryInterest.ALL,
                        BodyKind.CHANGES,
                        "{\"results\":[{\"seq\":7,\"id\":\"a\",\"changes\":[{\"rev\":\"2-b\"},{\"rev\":\"2-a\"}],\"deleted\":true},"
                                + "{\"seq\":\"8-x\",\"id\":\"b\",\"changes\":[{\"rev\":\"1-b\"}],\"deleted\":false,\"doc\":{\"_id\":\"c\",\"_rev\":\"9-c\"}},"
                                + "{\"doc\":{\"_id\":\"d\",\"_rev\":\"1-d\",\"_deleted\":true}},5]}"))
                .containsExactly(
                        "a 2-b,2-a deleted at 7",
                        "b 1-b at \"8-x\" {\"_id\":\"c\",\"_rev\":\"9-c\"}",
                        "d 1-d deleted {\"_id\":\"d\",\"_rev\":\"1-d\",\"_deleted\":true}");
    }

    @Test
    void endOfAFeedOfLines_isNoEntry() {
        assertThat(told(EntryInterest.ALL, BodyKind.CONTINUOUS_CHANGES, "{\"last_seq\":1,\"pending\":0}\n"))
                .isEmpty();
    }

    @Test
    void row_tellsItsIdAndRevision() {
        String rows =
                "{\"rows\":[{\"id\":\"a\",\"key\":\"k\",\"value\":{\"rev\":\"2-b\",\"deleted\":true},\"doc\":null},"
                        + "{\"key\":\"b\",\"error\":\"not_found\"},{\"key\":null,\"value\":5}]}";

        assertThat(told(EntryInterest.ALL, BodyKind.ALL_DOCS, rows)).containsExactly("a 2-b deleted", "b ");
        assertThat(told(EntryInterest.ALL, BodyKind.VIEW, rows)).containsExactly("a ");
    }

    @Test
    void revision_tellsWhichOneItIs_whereverItSaysSo() {
        String revisions =
                "[{\"ok\":{\"_id\":\"a\",\"_rev\":\"1-a\"}},{\"missing\":\"1-b\"},{\"error\":{\"id\":\"c\",\"rev\":\"1-c\"}},{\"x\":1}]";

        assertThat(told(EntryInterest.ALL, BodyKind.OPEN_REVISIONS, revisions))
                .containsExactly("a 1-a {\"_id\":\"a\",\"_rev\":\"1-a\"}", "null 1-b", "c 1-c");
        assertThat(told(
                        EntryInterest.ALL,
                        BodyKind.BULK_GET,
                        "{\"results\":[{\"id\":\"z\",\"docs\":" + revisions + "}]}"))
                .containsExactly("z ", "a 1-a {\"_id\":\"a\",\"_rev\":\"1-a\"}", "null 1-b", "c 1-c");
        assertThat(told(
                        EntryInterest.ALL,
                        BodyKind.OPEN_REVISIONS_IN_PARTS,
                        "--b\r\nContent-Type: application/json; error=\"true\"\r\n\r\n{\"missing\":\"1-b\"}\r\n--b--"))
                .containsExactly("null 1-b");
    }

    @Test
    void idsThatAreAskedFor_areEntries() {
        assertThat(told(EntryInterest.ALL, BodyKind.KEYS, "{\"keys\":[\"a\",\"\\u0062\",3,[\"c\"]]}"))
                .containsExactly("a ", "b ");
        assertThat(
                        told(
                                EntryInterest.ALL,
                                BodyKind.REVS_DIFF_REQUEST,
                                "{\"\\u0061\" : [ \"1-a\" , \"2-a\", 3 ] , \"\":[], \"a long name that is cut into pieces\":{}}"))
                .containsExactly("a 1-a,2-a", " ", "a long name that is cut into pieces ");
        assertThat(told(
                        EntryInterest.ALL,
                        BodyKind.REVS_DIFF,
                        "{\"a\":{\"possible_ancestors\":[\"1-x\"],\"missing\":[\"2-a\"]},\"b\":{}}"))
                .containsExactly("a 2-a", "b ");
        assertThat(told(
                        EntryInterest.ALL,
                        BodyKind.BULK_GET_REQUEST,
                        "{\"docs\":[{\"id\":\"a\"},{\"rev\":\"1-b\",\"id\":\"b\"},{}]}"))
                .containsExactly("a ", "b 1-b");
        assertThat(
                        told(
                                EntryInterest.ALL,
                                BodyKind.BULK_DOCS,
                                "[{\"ok\":true,\"id\":\"a\",\"rev\":\"1-a\"},{\"id\":\"b\",\"error\":\"conflict\",\"reason\":\"x\"},{\"error\":\"y\"}]"))
                .containsExactly("a 1-a", "b ");
    }
}
