package io.slipcover.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.testing.FakeUpstream;
import io.slipcover.testing.LeakGuard;
import io.slipcover.testing.Opened;
import io.slipcover.testing.TestSite;
import io.slipcover.testing.Wire;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients of several releases read where CouchDB answers in parts. */
@ExtendWith(LeakGuard.class)
@SuppressWarnings("StringConcatToTextBlock") // Lines end with CR and LF here.
final class ViewPartsTest {
    private static final String STORED = "{\"_id\":\"a\",\"_rev\":\"2-b\",\"schema\":\"todo-item\",\"version\":3,"
            + "\"text\":\"Moonwalk\",\"status\":\"done\",\"group\":{\"name\":\"default\"}}";
    private static final String VIEW_1 = "{\"_id\":\"a\",\"_rev\":\"2-b\",\"schema\":\"todo-item\",\"version\":1,"
            + "\"title\":\"Moonwalk\",\"isDone\":true}";
    private static final String BROKEN =
            "{\"_id\":\"b\",\"_rev\":\"1-c\",\"schema\":\"todo-item\",\"version\":2,\"status\":42}";
    private static final String REASON = "todo-item 2 to 1: convert status: no pair for 42";
    private static final String RELATED = "Content-Type: multipart/related; boundary=\"i\"\r\n";
    private static final String MIXED = "Content-Type: multipart/mixed; boundary=\"o\"\r\n";
    private static final String JSON_PART = "\r\nContent-Type: application/json\r\n\r\n";
    private static final String ERROR_PART = "\r\nContent-Type: application/json; error=\"true\"\r\n\r\n";

    @RegisterExtension
    private final Opened opened = new Opened();

    private Wire client(TestSite settings, FakeUpstream couch) throws IOException {
        return opened.client(settings.on(couch.port()));
    }

    private Wire client(FakeUpstream couch) throws IOException {
        return client(new TestSite(), couch);
    }

    private FakeUpstream answering(String headers, String body) throws IOException {
        return opened.add(FakeUpstream.answering(
                "HTTP/1.1 200 OK\r\n" + headers + "Content-Length: " + body.length() + "\r\n\r\n" + body));
    }

    /** One that answers each request so, in chunks. */
    private FakeUpstream answeringInChunks(String headers, String... pieces) throws IOException {
        StringBuilder answer =
                new StringBuilder("HTTP/1.1 200 OK\r\n" + headers + "Transfer-Encoding: chunked\r\n\r\n");
        for (String piece : pieces) {
            answer.append(Integer.toHexString(piece.length()))
                    .append("\r\n")
                    .append(piece)
                    .append("\r\n");
        }
        return opened.add(FakeUpstream.answering(answer + "0\r\n\r\n"));
    }

    private static String request(String line, String version, String... headers) {
        return line + " HTTP/1.1\r\nHost: h\r\nX-Client-Version: " + version + "\r\n"
                + String.join(
                        "",
                        List.of(headers).stream().map(header -> header + "\r\n").toList())
                + "\r\n";
    }

    private static String bulkGet(String version) {
        return request("POST /todos/_bulk_get", version, "Accept: multipart/mixed", "Content-Length: 2") + "{}";
    }

    private static String related(String document, String attachment) {
        return "--i\r\nContent-Type: application/json\r\n\r\n" + document
                + "\r\n--i\r\nContent-Disposition: attachment; filename=\"x\"\r\nContent-Type: text/plain\r\n"
                + "Content-Length: " + attachment.length() + "\r\nContent-Encoding: gzip\r\n\r\n" + attachment
                + "\r\n--i--";
    }

    private static String mixed(String... parts) {
        StringBuilder body = new StringBuilder();
        for (String part : parts) {
            body.append("--o").append(part).append("\r\n");
        }
        return body + "--o--";
    }

    // ---- a document with its attachments

    @Test
    void document_isShownInTheShapeOfEachRelease_withItsLengthAndItsTag() throws Exception {
        FakeUpstream couch = answering(RELATED + "ETag: \"2-b\"\r\n", related(STORED, "\u001F\u008Bx"));
        Wire client = client(couch);
        String first = client.send(request("GET /todos/a?attachments=true", "1", "Accept: multipart/related"))
                .answer();
        assertThat(Wire.payload(first)).isEqualTo(related(VIEW_1, "\u001F\u008Bx"));
        assertThat(first)
                .containsIgnoringCase(
                        "\r\ncontent-length: " + related(VIEW_1, "abc").length() + "\r\n")
                .containsIgnoringCase("\r\nvary: X-Client-Version\r\n")
                .containsIgnoringCase(RELATED)
                .containsPattern("(?i)ETag: \"2-b~[0-9a-f]{8}\"");
        assertThat(couch.nextRequest())
                .startsWith("GET /todos/a?attachments=true ")
                .contains("\r\nAccept: multipart/related\r\n");

        String third =
                client.send(request("GET /todos/a?attachments=true", "3")).answer();
        assertThat(Wire.payload(third)).isEqualTo(related(STORED, "\u001F\u008Bx"));
    }

    @Test
    void document_thatCannotBeShown_isAnErrorBeforeAnythingIsSent() throws Exception {
        Wire client = client(answering(RELATED, related(BROKEN, "x".repeat(3 << 20))));
        assertThat(client.send(request("GET /todos/b?attachments=true", "1")).answer())
                .startsWith("HTTP/1.1 500 ")
                .endsWith("{\"error\":\"migration_failed\",\"reason\":\"" + REASON + "\"}\n");
    }

    @Test
    void head_hasTheLengthOfTheView_andItsConnectionGoesOn() throws Exception {
        String attachment = "x".repeat(3 << 20);
        Wire client = client(answering(RELATED, related(STORED, attachment)));
        for (int round = 0; round < 3; round++) {
            assertThat(client.send(request("HEAD /todos/a?attachments=true", "1"))
                            .head())
                    .startsWith("HTTP/1.1 200 ")
                    .containsIgnoringCase(
                            "\r\ncontent-length: " + related(VIEW_1, attachment).length() + "\r\n");
        }
        assertThat(Wire.payload(client.send(request("GET /todos/a?attachments=true", "1"))
                        .answer()))
                .isEqualTo(related(VIEW_1, attachment));
    }

    @Test
    void answer_thatBreaksOff_breaksTheClientsConnection() throws Exception {
        String body = related(STORED, "x".repeat(100_000));
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            wire.request();
            wire.send("HTTP/1.1 200 OK\r\n" + RELATED + "Content-Length: " + body.length() + "\r\n\r\n"
                    + body.substring(0, 50_000));
        }));
        Wire client = client(couch);
        String answer =
                client.send(request("GET /todos/a?attachments=true", "1")).rest();
        assertThat(answer).startsWith("HTTP/1.1 200 ").doesNotContain("--i--");
        assertThat(answer.length()).isLessThan(body.length());
    }

    @Test
    void answer_thatIsNotClosed_isNotEndedAsIfItWere() throws Exception {
        String body = related(STORED, "x".repeat(100_000)).replace("--i--", "--j--");
        String answer = client(answering(RELATED, body))
                .send(request("GET /todos/a?attachments=true", "1"))
                .rest();
        assertThat(answer).startsWith("HTTP/1.1 200 ").doesNotContain("--j--");
    }

    // ---- revisions

    @Test
    void revisions_areShown_andTheRestPasses() throws Exception {
        String missing = ERROR_PART + "{\"missing\":\"9-b\"}";
        String nested = "\r\n" + RELATED + "\r\n";
        FakeUpstream couch = answeringInChunks(
                MIXED,
                mixed(JSON_PART + STORED, missing, nested + related(STORED, "abc"))
                        .substring(0, 150),
                mixed(JSON_PART + STORED, missing, nested + related(STORED, "abc"))
                        .substring(150));
        Wire client = client(couch);
        String answer = client.send(request("GET /todos/a?open_revs=all", "1", "Accept: multipart/mixed"))
                .answer();
        assertThat(Wire.payload(answer)).isEqualTo(mixed(JSON_PART + VIEW_1, missing, nested + related(VIEW_1, "abc")));
        assertThat(Wire.payload(client.send(request("GET /todos/a?open_revs=all", "3", "Accept: multipart/mixed"))
                        .answer()))
                .isEqualTo(mixed(JSON_PART + STORED, missing, nested + related(STORED, "abc")));
    }

    @Test
    void revisions_oneOfWhichCannotBeShown_areAnError() throws Exception {
        Wire client = client(answeringInChunks(MIXED, mixed(JSON_PART + STORED, JSON_PART + BROKEN)));
        assertThat(client.send(request("GET /todos/a?open_revs=all", "1", "Accept: multipart/mixed"))
                        .answer())
                .startsWith("HTTP/1.1 500 ")
                .contains(REASON);
    }

    @Test
    void revisions_oneOfWhichCannotBeShownLate_breakOff() throws Exception {
        String nested = "\r\n" + RELATED + "\r\n" + related(STORED, "x".repeat(2 << 20));
        String answer = client(answeringInChunks(MIXED, mixed(nested, JSON_PART + BROKEN)))
                .send(request("GET /todos/a?open_revs=all", "1", "Accept: multipart/mixed"))
                .rest();
        assertThat(answer)
                .startsWith("HTTP/1.1 200 ")
                .contains(VIEW_1)
                .doesNotContain("--o--", "\"status\"", "\r\n0\r\n");
    }

    @Test
    void head_ofRevisions_hasNoBody() throws Exception {
        Wire client = client(answeringInChunks(MIXED, mixed(JSON_PART + STORED)));
        for (int round = 0; round < 2; round++) {
            assertThat(client.send(request("HEAD /todos/a?open_revs=all", "1", "Accept: multipart/mixed"))
                            .head())
                    .startsWith("HTTP/1.1 200 ")
                    .containsIgnoringCase(MIXED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mixed", "related"})
    void bulkGet_showsWhatItCan_andSaysWhatItCannot(String type) throws Exception {
        String nested = "\r\nX-Doc-Id: b\r\n" + RELATED.replace("\"", "") + "\r\n";
        String body = "\r\n" + mixed(JSON_PART + STORED, nested + related(BROKEN, "abc"), nested + STORED) + "\r\n";
        FakeUpstream couch = answeringInChunks(MIXED.replace("mixed", type), body);
        assertThat(Wire.payload(client(couch).send(bulkGet("1")).answer()))
                .isEqualTo("\r\n"
                        + mixed(
                                JSON_PART + VIEW_1,
                                ERROR_PART
                                        + "{\"id\":\"b\",\"rev\":\"1-c\",\"error\":\"migration_failed\",\"reason\":\""
                                        + REASON + "\"}",
                                nested + VIEW_1)
                        + "\r\n");
        TestSite skipping = new TestSite().with("lenses: lenses", "lenses: lenses\non-unshowable: skip");
        assertThat(Wire.payload(client(skipping, couch).send(bulkGet("1")).answer()))
                .isEqualTo("\r\n" + mixed(JSON_PART + VIEW_1, nested + VIEW_1) + "\r\n");
        assertThat(Wire.payload(client(couch).send(bulkGet("3")).answer()))
                .isEqualTo(body.replace("\"version\":2", "\"version\":3"));
    }

    @Test
    void bulkGet_ofNothing_isEmpty() throws Exception {
        assertThat(Wire.payload(
                        client(answeringInChunks(MIXED)).send(bulkGet("1")).answer()))
                .isEmpty();
    }

    @Test
    void rows_inParts_wereNotAskedFor() throws Exception {
        assertThat(client(answering(MIXED, mixed(JSON_PART + STORED)))
                        .send(request("GET /todos/_all_docs?include_docs=true", "1"))
                        .answer())
                .startsWith("HTTP/1.1 502 ")
                .doesNotContain("Moonwalk");
    }
}
