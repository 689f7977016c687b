package io.slipcover.envelope;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipcover.json.JsonBuffer;
import io.slipcover.json.JsonFormatException;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RelatedRequestTest {
    private static final String DOCUMENT = "{\"_attachments\":{\"b\":{\"follows\":true,\"length\":3}},\"n\":1.50}";
    private static final String BODY = "--b\r\nContent-Type: application/json\r\n\r\n" + DOCUMENT
            + "\r\n--b\r\nContent-Disposition: attachment; filename=\"b\"\r\nContent-Length: 3\r\n\r\n\r\n-\r\n--b--";

    /** What is sent in the body's place, where a member is added to its document, and by how much it says that it grew. */
    private record Sent(String body, long growth, String document) {}

    private static Sent sent(String boundary, byte[] body, EnvelopeLimits limits, int... cuts) {
        RelatedRequest request = new RelatedRequest(boundary, limits);
        JsonBuffer out = new JsonBuffer();
        String document = null;
        long growth = 0;
        int from = 0;
        for (int piece = 0; piece <= cuts.length; piece++) {
            int to = piece < cuts.length ? cuts[piece] : body.length;
            byte[] lent = new byte[to - from];
            System.arraycopy(body, from, lent, 0, to - from);
            request.feed(lent, 0, lent.length);
            java.util.Arrays.fill(lent, (byte) '#');
            if (piece == cuts.length) {
                request.end();
            }
            if (document == null && request.hasDocument()) {
                document = new String(request.document(), 0, request.documentLength(), ISO_8859_1);
                JsonObject written = JsonObject.parse(request.document(), 0, request.documentLength());
                written.add(JsonName.of("more"), JsonSlice.TRUE);
                growth = request.replace(written, out);
            }
            from = to;
        }
        return new Sent(new String(out.toByteArray(), ISO_8859_1), growth, document);
    }

    private static String changed(String document) {
        JsonObject written = JsonObject.of(document);
        written.add(JsonName.of("more"), JsonSlice.TRUE);
        return written.toString();
    }

    private static Sent sent(String body) {
        return sent("b", body.getBytes(ISO_8859_1), EnvelopeLimits.DEFAULT);
    }

    record Recorded(String name, String path) {
        byte[] body() {
            return Recordings.bodies(name, path).get(0);
        }
    }

    static Stream<Recorded> recorded() {
        return Stream.of(
                new Recorded("couchdb-3.5.0/doc-put-multipart.request", "PUT "),
                new Recorded("replicators/couchbase-lite-java-1.4.0/006.sent", "PUT /todos/todo-item%3Anew-cbl"),
                new Recorded("replicators/couchdb-3.5.0-push/001.sent", "PUT /copy3/group:1"),
                new Recorded("replicators/couchdb-3.5.0-push/003.sent", "PUT /copy3/group:mp"));
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void recording_cutAnywhere_leavesWithItsDocumentReplacedAndItsLengthTold(Recorded recorded) {
        byte[] body = recorded.body();
        String boundary = Recordings.boundary(recorded.name(), recorded.path());
        Sent whole = sent(boundary, body, EnvelopeLimits.DEFAULT);
        String text = new String(body, ISO_8859_1);
        int at = text.indexOf(whole.document());
        String changed = changed(whole.document());
        String behind = text.substring(at + whole.document().length());
        int closed = behind.lastIndexOf("--" + boundary + "--") + boundary.length() + 4;
        String expected = text.substring(0, at)
                        .replace("Content-Length: " + whole.document().length(), "Content-Length: " + changed.length())
                + changed
                + behind.substring(0, closed)
                + "\n".repeat(behind.length() - closed);

        assertThat(whole.document()).startsWith("{").endsWith("}");
        assertThat(whole.body()).isEqualTo(expected);
        assertThat(whole.growth()).isEqualTo((long) whole.body().length() - body.length);
        for (int cut = 0; cut <= body.length; cut++) {
            assertThat(sent(boundary, body, EnvelopeLimits.DEFAULT, cut)).isEqualTo(whole);
        }
    }

    @Test
    void body_byteByByte_isTheSame() {
        int[] cuts = new int[BODY.length()];
        java.util.Arrays.setAll(cuts, index -> index);

        assertThat(sent("b", BODY.getBytes(ISO_8859_1), EnvelopeLimits.DEFAULT, cuts))
                .isEqualTo(sent(BODY))
                .extracting(Sent::document)
                .isEqualTo(DOCUMENT);
    }

    @Test
    void document_ownLength_isMadeRight() {
        String body = BODY.replace("/json\r\n", "/json\r\ncontent-LENGTH :" + DOCUMENT.length() + "\r\nX-More: 1\r\n");
        Sent sent = sent(body);

        assertThat(sent.body()).contains("content-LENGTH : " + (DOCUMENT.length() + 12) + "\r\nX-More: 1\r\n\r\n{");
        assertThat(sent.growth()).isEqualTo((long) sent.body().length() - body.length());
    }

    /** CouchDB reads these so, and a body must not have one document for it and another for Slipcover. */
    @ParameterizedTest
    @ValueSource(strings = {"", "\r\n", "a preamble\r\n", "a preamble without a line break", "-", "\r\n--\r\n--"})
    void preamble_passes(String preamble) {
        assertThat(sent(preamble + BODY).body()).startsWith(preamble + "--b\r\nContent-Type");
    }

    @Test
    void boundary_goingOn_isADelimiterAllTheSame() {
        assertThat(sent(BODY.replace(DOCUMENT, "{}\r\n--bcd: e\r\n\r\n" + DOCUMENT))
                        .document())
                .isEqualTo("{}");
    }

    @Test
    void delimiter_withPadding_passes() {
        assertThat(sent(BODY.replace("--b\r\n", "--b \t\r\n")).body()).startsWith("--b \t\r\nContent-Type");
    }

    @Test
    void lineBreaks_ofOneCharacter_areNone() {
        assertThatThrownBy(() -> sent(BODY.replace(DOCUMENT, "{\n--b\n\n}"))).isInstanceOf(JsonFormatException.class);
    }

    @Test
    void epilogue_isReplacedByAsManyLineFeeds() {
        String epilogue = "\r\nGET /_session HTTP/1.1\r\nHost: h\r\n\r\n" + " ".repeat(3000);

        assertThat(sent(BODY + epilogue).body()).endsWith("--b--" + "\n".repeat(epilogue.length()));
    }

    @Test
    void end_withoutAClosingDelimiter_passes() {
        assertThat(sent(BODY.substring(0, BODY.length() - 7)).body()).endsWith("\r\n-");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 30, 60, 100})
    void end_withoutADocument_isRefused(int length) {
        assertThatThrownBy(() -> sent(BODY.substring(0, length))).isInstanceOf(MultipartFormatException.class);
    }

    @Test
    void closed_beforeAnyPart_isRefused() {
        assertThatThrownBy(() -> sent("--b--: x\r\n\r\n" + BODY)).isInstanceOf(MultipartFormatException.class);
    }

    @Test
    void limits_ofWhatIsHeld() {
        byte[] body = BODY.getBytes(ISO_8859_1);
        int length = DOCUMENT.length();

        assertThat(sent("b", body, new EnvelopeLimits(10, length)).document()).isEqualTo(DOCUMENT);
        assertThatThrownBy(() -> sent("b", body, new EnvelopeLimits(10, length - 1)))
                .isInstanceOf(EntryTooLargeException.class);
        assertThatThrownBy(() -> sent("-".repeat(70_000) + BODY)).isInstanceOf(MultipartFormatException.class);
        assertThatThrownBy(() -> sent(BODY.replace("/json\r\n", "/json\r\nX: " + "x".repeat(70_000) + "\r\n")))
                .isInstanceOf(MultipartFormatException.class);
    }
}
