package io.slipcover.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipcover.json.JsonBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When bytes leave, and in what slices. */
final class EnvelopeStreamingTest {
    @Test
    void feed_unchangedRows_leaveInOneSlice() {
        byte[] body = Recordings.body("couchdb-3.5.0/all-docs.response");
        List<Integer> slices = new ArrayList<>();
        Envelope envelope = AnswerKind.ROWS.envelope(Outcomes.UNCHANGED.handler());
        envelope.feed(body, 0, body.length, (bytes, offset, length) -> slices.add(length));
        envelope.end((bytes, offset, length) -> slices.add(length));

        assertThat(slices).containsExactly(body.length);
    }

    @Test
    void feed_longpollHeartbeats_leaveAtOnce() {
        Envelope envelope = AnswerKind.CHANGES.envelope(Outcomes.UNCHANGED.handler());
        for (String piece : List.of(
                "{\"results\":[\n",
                "\n",
                "\n",
                "{\"seq\":1,\"doc\":{\"_id\":\"a\"}}",
                "\n",
                ",\r\n{\"seq\":2,\"doc\":null}",
                "\n],\n\"last_",
                "seq\":2}\n")) {
            assertThat(fed(envelope, piece)).isEqualTo(piece);
        }
    }

    @Test
    void feed_handlerThrows_nothingMoreCanBeFed() {
        Envelope envelope = AnswerKind.ROWS.envelope(entry -> {
            throw new UnsupportedOperationException("a lens that fails in a way of its own");
        });

        assertThatThrownBy(() -> fed(envelope, "{\"rows\":[{\"doc\":{}}]}"))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> fed(envelope, "]")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> envelope.end(new JsonBuffer())).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 64, 5000, 50_000})
    void feed_nameLongerThanAnyLookedFor_isForwarded(int length) {
        byte[] body = ("{\"" + "rows".repeat(3000) + "\":[{\"doc\":{\"_id\":\"a\"}}],\"rows\":[]}").getBytes(UTF_8);

        assertThat(Led.inPieces(AnswerKind.ROWS.envelope(Outcomes.REPLACED.handler()), body, length))
                .isEqualTo(body);
    }

    @Test
    void openRevs_bodyOfAnotherForm_isNotHeldBackForLong() {
        Envelope envelope = AnswerKind.OPEN_REVS.envelope(Outcomes.REPLACED.handler());
        String start = "{\"error\":\"" + "x".repeat(10_000);

        assertThat(fed(envelope, start)).isEqualTo(start);
        assertThat(fed(envelope, "\"}")).isEqualTo("\"}");
    }

    @ParameterizedTest
    @CsvSource({"keep,keep", "keep,leaveOut", "leaveOut,keep", "leaveOut,leaveOut"})
    void writtenDocument_decidedTwice_throws(String first, String second) {
        BulkDocsRequest request = new BulkDocsRequest(EnvelopeLimits.DEFAULT);
        byte[] body = "{\"docs\":[{}]}".getBytes(UTF_8);
        request.feed(body, 0, body.length);
        WrittenDocument document = request.poll();

        assertThat(document).isNotNull();
        decide(document, first);
        assertThatThrownBy(() -> decide(document, second)).isInstanceOf(IllegalStateException.class);
    }

    private static void decide(WrittenDocument document, String decision) {
        if (decision.equals("keep")) {
            document.keep();
        } else {
            document.leaveOut();
        }
    }

    private static String fed(Envelope envelope, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        JsonBuffer out = new JsonBuffer();
        envelope.feed(bytes, 0, bytes.length, out);
        return out.toString();
    }
}
