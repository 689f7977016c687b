package io.slipcover.envelope;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipcover.json.JsonBuffer;
import io.slipcover.json.JsonFormatException;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers in parts: CouchDB's own, and hostile ones. */
final class MultipartAnswersTest {
    private static final Envelopes ENVELOPES = new Envelopes(EnvelopeLimits.DEFAULT);

    /** A document, on a line of its own in all recordings. */
    private static final Pattern DOCUMENT = Pattern.compile("(?<=\r\n)\\{\"_id\".*(?=\r\n)");

    enum Kind {
        DOCUMENT {
            @Override
            Envelope envelope(String boundary, EntryHandler handler) {
                return ENVELOPES.multipartDocument(boundary, handler);
            }
        },
        OPEN_REVS {
            @Override
            Envelope envelope(String boundary, EntryHandler handler) {
                return ENVELOPES.multipartOpenRevs(boundary, handler);
            }
        },
        BULK_GET {
            @Override
            Envelope envelope(String boundary, EntryHandler handler) {
                return ENVELOPES.multipartBulkGet(boundary, handler);
            }
        };

        abstract Envelope envelope(String boundary, EntryHandler handler);
    }

    record Recorded(Kind kind, String name, String boundary, String text) {
        static Recorded of(Kind kind, String name, String head) {
            return new Recorded(
                    kind,
                    name,
                    Recordings.boundary(name, head),
                    new String(Recordings.bodies(name, head).get(0), ISO_8859_1));
        }

        byte[] body() {
            return text.getBytes(ISO_8859_1);
        }

        @Override
        public String toString() {
            return name;
        }

        Envelope envelope(EntryHandler handler) {
            return kind.envelope(boundary(), handler);
        }

        /** The answer with something else in place of each part with a document, delimiter and headers included. */
        String withParts(UnaryOperator<String> instead) {
            String delimiter = "\r\n--" + boundary();
            List<String> parts = new ArrayList<>();
            for (String part : text().split(Pattern.quote(delimiter), -1)) {
                Matcher document = DOCUMENT.matcher(part + "\r\n");
                parts.add(document.find() ? instead.apply(document.group()) : part);
            }
            return String.join(delimiter, parts);
        }
    }

    private static Recorded couch(Kind kind, String name) {
        return Recorded.of(kind, "couchdb-3.5.0/" + name + "-multipart.response", "HTTP/1.1 ");
    }

    static Stream<Recorded> revisions() {
        return Stream.of(
                couch(Kind.OPEN_REVS, "open-revs-all"),
                couch(Kind.OPEN_REVS, "open-revs-attachments"),
                couch(Kind.OPEN_REVS, "open-revs-atts-since"),
                couch(Kind.OPEN_REVS, "open-revs-list-missing"),
                Recorded.of(
                        Kind.OPEN_REVS,
                        "replicators/couchdb-3.5.0-pull/003.received",
                        "HTTP/1.1 200 OK\r\nContent-Type: multi"),
                Recorded.of(Kind.BULK_GET, "couchdb-3.5.0/bulk-get-multipart-mixed.response", "HTTP/1.1 "),
                Recorded.of(Kind.BULK_GET, "couchdb-3.5.0/bulk-get-multipart-related.response", "HTTP/1.1 "));
    }

    static Stream<Recorded> answers() {
        return Stream.concat(
                revisions(),
                Stream.of(
                        couch(Kind.DOCUMENT, "doc-get-attachments"),
                        Recorded.of(
                                Kind.DOCUMENT,
                                "replicators/couchbase-lite-java-1.4.0/005.received",
                                "HTTP/1.1 200 OK\r\n")));
    }

    private static final EntryHandler UNCHANGED = entry -> EntryOutcome.unchanged();
    private static final EntryHandler FAILED = entry -> EntryOutcome.failed("migration_failed", "x\"y");
    private static final EntryHandler LEFT_OUT = entry -> EntryOutcome.leftOut();
    private static final EntryHandler LONGER = entry -> {
        JsonObject document = entry.document();
        document.add(JsonName.of("more"), JsonSlice.TRUE);
        return EntryOutcome.replaced(document);
    };

    /** Attachments are long, and not cut everywhere but around their delimiters. */
    private static int step(int cut, Recorded answer) {
        String around = answer.text()
                .substring(Math.max(0, cut - 200), Math.min(answer.text().length(), cut + 200));
        return around.contains(answer.boundary()) || around.contains("Content-Type") || around.contains("\"_id\"")
                ? 1
                : 97;
    }

    private static String longer(String document) {
        return document.substring(0, document.length() - 1) + ",\"more\":true}";
    }

    private static String led(Envelope envelope, byte[] body) {
        return new String(Led.inTwo(envelope, body, 0), ISO_8859_1);
    }

    @ParameterizedTest
    @MethodSource("answers")
    void answer_nothingChanged_veryBytes(Recorded answer) {
        assertThat(Led.inTwo(answer.envelope(UNCHANGED), answer.body(), 0)).isEqualTo(answer.body());
    }

    @ParameterizedTest
    @MethodSource("answers")
    void answer_documentsReplaced_restAsItCame(Recorded answer) {
        Matcher documents = DOCUMENT.matcher(answer.text());
        assertThat(led(answer.envelope(LONGER), answer.body()))
                .isNotEqualTo(answer.text())
                .isEqualTo(documents.replaceAll(found -> Matcher.quoteReplacement(longer(found.group()))));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void answer_cutAnywhere_sameAnswer(Recorded answer) {
        byte[] body = answer.body();
        byte[] expected = Led.inTwo(answer.envelope(LONGER), body, 0);
        for (int cut = 1; cut < body.length; cut += step(cut, answer)) {
            if (!Arrays.equals(Led.inTwo(answer.envelope(LONGER), body, cut), expected)) {
                throw new AssertionError("another answer when cut at " + cut);
            }
        }
        for (int length : new int[] {1, 2, 3, 7, 64}) {
            assertThat(Led.inPieces(answer.envelope(LONGER), body, length)).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("answers")
    void answer_cutShortAnywhere_isNeverWhole(Recorded answer) {
        byte[] body = answer.body();
        int end = answer.text().lastIndexOf("--" + answer.boundary() + "--")
                + answer.boundary().length()
                + 4;
        for (int cut = answer.kind() == Kind.BULK_GET ? 40 : 0; cut < end; cut += step(cut, answer)) {
            Envelope envelope = answer.envelope(UNCHANGED);
            JsonBuffer out = new JsonBuffer(body.length);
            envelope.feed(body, 0, cut, out);

            assertThatThrownBy(() -> envelope.end(out)).isInstanceOf(MultipartFormatException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("revisions")
    void revisions_failed_inTheWayOfTheirAnswer(Recorded answer) {
        if (answer.kind() == Kind.OPEN_REVS) {
            assertThatThrownBy(() -> led(answer.envelope(FAILED), answer.body()))
                    .isInstanceOfSatisfying(
                            EntryFailedException.class,
                            failed -> assertThat(failed.reason()).isEqualTo("x\"y"));
            return;
        }
        String expected = answer.withParts(document -> {
            JsonObject read = JsonObject.of(document);
            return "\r\nContent-Type: application/json; error=\"true\"\r\n\r\n{\"id\":" + read.get(JsonName.of("_id"))
                    + ",\"rev\":" + read.get(JsonName.of("_rev"))
                    + ",\"error\":\"migration_failed\",\"reason\":\"x\\\"y\"}";
        });

        assertThat(led(answer.envelope(FAILED), answer.body())).isEqualTo(expected);
        for (int cut = 1; cut < answer.body().length; cut += step(cut, answer)) {
            assertThat(new String(Led.inTwo(answer.envelope(FAILED), answer.body(), cut), ISO_8859_1))
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("revisions")
    void revisions_leftOut_leaveNoTrace(Recorded answer) {
        String text = led(answer.envelope(LEFT_OUT), answer.body());
        String first = answer.kind() == Kind.OPEN_REVS ? "--" + answer.boundary() : "\r\n--" + answer.boundary();

        assertThat(text).startsWith(first).doesNotContain("\"_id\"", "avatar");
        assertThat(led(answer.envelope(UNCHANGED), text.getBytes(ISO_8859_1))).isEqualTo(text);
        assertThat(text.split("error=\"true\"", -1)).hasSameSizeAs(answer.text().split("error=\"true\"", -1));
    }

    @Test
    void document_failed_hasWrittenNothing() {
        Recorded answer = couch(Kind.DOCUMENT, "doc-get-attachments");
        for (EntryHandler handler : List.of(FAILED, LEFT_OUT)) {
            JsonBuffer out = new JsonBuffer();
            Envelope envelope = answer.envelope(handler);
            assertThatThrownBy(() -> envelope.feed(answer.body(), 0, answer.body().length, out))
                    .isInstanceOf(EntryFailedException.class);
            assertThat(out.length()).isZero();
        }
    }

    @Test
    void document_decided_tellsHowMuchLongerTheBodyIs_andStreamsOn() {
        Recorded answer = couch(Kind.DOCUMENT, "doc-get-attachments");
        byte[] body = answer.body();
        MultipartDocument envelope = ENVELOPES.multipartDocument(answer.boundary(), LONGER);
        JsonBuffer out = new JsonBuffer();
        int end = answer.text().indexOf("\r\n--", 10);
        envelope.feed(body, 0, end + 10, out);
        assertThat(envelope.isDecided()).isFalse();
        assertThat(out.length()).isZero();

        envelope.feed(body, end + 10, 5000, out);
        assertThat(envelope.isDecided()).isTrue();
        assertThat(envelope.growth()).isEqualTo(12);
        assertThat(out.length()).isEqualTo(5012);
    }

    // ---- what CouchDB does not send

    private static String related(String boundary, String document, String... attachments) {
        StringBuilder text =
                new StringBuilder("--" + boundary + "\r\nContent-Type: application/json\r\n\r\n" + document);
        for (String attachment : attachments) {
            text.append("\r\n--" + boundary + "\r\nContent-Type: application/json\r\n\r\n" + attachment);
        }
        return text + "\r\n--" + boundary + "--";
    }

    private static String bulk(String body) {
        return led(ENVELOPES.multipartBulkGet("b", LONGER), body.getBytes(ISO_8859_1));
    }

    @Test
    void attachments_thatLookLikeDocumentsAndDelimiters_pass() {
        String tricky = "{\"_id\":\"a\"}\r\n--\r\n--c\r\n--aa\r\n-\r\n--outer\r\n\r\r\n-";
        String body = related("inner", "{\"a\":1}", "{\"a\":1}", tricky, "");

        assertThat(led(ENVELOPES.multipartDocument("inner", LONGER), body.getBytes(ISO_8859_1)))
                .isEqualTo(related("inner", "{\"a\":1,\"more\":true}", "{\"a\":1}", tricky, ""));
    }

    @Test
    void lengthsOfParts_areMadeRight() {
        String inner =
                related("i", "{\"a\":1}", "xyz").replace("/json\r\n\r\n{", "/json\r\nContent-Length: 7\r\n\r\n{");
        String made = related("i", "{\"a\":1,\"more\":true}", "xyz")
                .replace("/json\r\n\r\n{", "/json\r\nContent-Length: 19\r\n\r\n{");
        String head = "--b\r\nContent-Type: multipart/related; boundary=i\r\nCONTENT-length: ";

        assertThat(bulk(head + inner.length() + "\r\n\r\n" + inner + "\r\n--b--"))
                .isEqualTo(head + made.length() + "\r\n\r\n" + made + "\r\n--b--");
    }

    @Test
    void nested_announcedButAlone_isADocument() {
        String head = "\r\n--b\r\nX-Doc-Id: a\r\nContent-Type: multipart/related; boundary=\"i\"\r\n\r\n";

        assertThat(bulk(head + "{\"a\":1}" + head + "{\"b\":1}\r\n--b--"))
                .isEqualTo(head + "{\"a\":1,\"more\":true}" + head + "{\"b\":1,\"more\":true}\r\n--b--");
    }

    @Test
    void nothing_isTheAnswerForNothing() {
        assertThat(bulk("")).isEmpty();
        assertThat(bulk("--b--")).isEqualTo("--b--");
    }

    @Test
    void delimiters_mayBePadded() {
        assertThat(bulk("--b \r\nContent-Type: application/json\r\n\r\n{\"a\":1}\r\n--b--\r\n"))
                .isEqualTo("--b \r\nContent-Type: application/json\r\n\r\n{\"a\":1,\"more\":true}\r\n--b--\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"_id\":\"a\"}",
                "text\r\n--b--",
                "--b\r\n\r\n{\"_id\":\"a\"}\r\n--b--",
                "--b\r\nContent-Type: text/plain\r\n\r\n{\"_id\":\"a\"}\r\n--b--",
                "--b\r\nContent-Type: ;application/json\r\n\r\n{\"_id\":\"a\"}\r\n--b--",
                "--b\r\nContent-Type: multipart/mixed; boundary=i\r\n\r\n{\"_id\":\"a\"}\r\n--b--",
                "--b\r\nContent-Type: multipart/related\r\n\r\n{\"_id\":\"a\"}\r\n--b--",
                "--b\r\nContent-Type: multipart/related; boundary=i\r\n\r\n\r\n--b--",
                "--b\r\nContent-Type: multipart/related; boundary=i\r\n\r\n--i\r\nContent-Type: application/json\r\n\r\n{}\r\n--b--",
                "--b\r\nContent-Type: multipart/related; boundary=i\r\n\r\n--i--\r\n--b--",
                "--b\r\nContent-Type: multipart/related; boundary=i\r\n\r\nno part\r\n--b--",
                "--b\r\nContent-Type: multipart/related; boundary=i\r\n\r\ntext\r\n--i\r\nContent-Type: application/json\r\n\r\n{}\r\n--i--\r\n--b--",
                "--b\r\nContent-Type: multipart/related; boundary=i\r\n\r\n--i\r\nContent-Type: application/json\r\n\r\n{}\r\n--i--text\r\n--b--",
                "--b\r\nContent-Type: application/json\r\n\r\n{}\r\n--b--\r\n{\"_id\":\"a\"}",
                "--b\r\nContent-Type: application/json\r\n\r\n{}\n--b--",
            })
    void whatIsNotUnderstood_doesNotLeave(String body) {
        assertThatThrownBy(() -> bulk(body)).isInstanceOfAny(MultipartFormatException.class, JsonFormatException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text\r\n%s", "{\"_id\":\"a\"}%s", "%stext", "%s\r\n{\"_id\":\"a\"}"})
    void document_textAroundItsParts_doesNotLeave(String around) {
        byte[] body = String.format(around, related("b", "{\"a\":1}", "xyz")).getBytes(ISO_8859_1);
        assertThatThrownBy(() -> led(ENVELOPES.multipartDocument("b", LONGER), body))
                .isInstanceOf(MultipartFormatException.class);
    }

    @Test
    void limits_ofWhatIsHeld() {
        Envelopes small = new Envelopes(new EnvelopeLimits(10, 7));
        byte[] fits = related("b", "{\"a\":1}", "x".repeat(100)).getBytes(ISO_8859_1);
        byte[] longer = related("b", "{\"a\":12}", "x".repeat(100)).getBytes(ISO_8859_1);
        List<String> endless = new ArrayList<>();
        endless.add("--b\r\nContent-Type: multipart/related; boundary=i\r\n\r\n" + "-".repeat(70_000));
        endless.add("--b\r\nX: " + "x".repeat(70_000));

        assertThat(led(small.multipartDocument("b", UNCHANGED), fits)).hasSize(fits.length);
        EntryHandler failing = entry -> entry.exceeded() == null
                ? EntryOutcome.unchanged()
                : EntryOutcome.failed("too much", entry.exceeded().reason());
        assertThat(led(small.multipartDocument("b", failing), fits)).hasSize(fits.length);
        assertThatThrownBy(() -> led(small.multipartDocument("b", failing), longer))
                .isInstanceOf(EntryFailedException.class)
                .hasMessageContaining("longer than 7 bytes");
        for (String body : endless) {
            assertThatThrownBy(() -> bulk(body)).isInstanceOf(MultipartFormatException.class);
        }
    }
}
