package io.slipcover.fuzzing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.slipcover.envelope.EnvelopeLimits;
import io.slipcover.envelope.MediaType;
import io.slipcover.envelope.MultipartFormatException;
import io.slipcover.envelope.RelatedRequest;
import io.slipcover.json.JsonBuffer;
import io.slipcover.json.JsonValue;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * A document with its attachments, as a {@code PUT} in parts sends it. Another document takes the place of the one that came. The first two
 * bytes of an input say where the body is cut, and the first line is the body's type, with the boundary. {@link SlowRelated} says where the
 * document is, and what has to leave.
 */
final class RelatedFuzzTest implements FuzzTarget {
    private static final String REPLACEMENT = "{\"replaced\":true}";

    /** What left in place of a body, and by how many bytes the request said that it grew. */
    private record Sent(String document, String body, long growth) {
        /** Leads a body through. The document is decided about as soon as it has arrived, as on the way to CouchDB. */
        static Sent of(String boundary, byte[] body, Cuts cuts) {
            CountedRoom room = new CountedRoom();
            RelatedRequest request = new RelatedRequest(boundary, EnvelopeLimits.DEFAULT.in(room));
            JsonBuffer out = new JsonBuffer();
            String document = null;
            long growth = 0;
            for (byte[] piece : cuts.pieces(body)) {
                request.feed(piece, 0, piece.length);
                Arrays.fill(piece, (byte) '#');
                if (document == null && request.hasDocument()) {
                    document = new String(request.document(), 0, request.documentLength(), ISO_8859_1);
                    growth = request.replace(JsonValue.of(REPLACEMENT), out);
                }
            }
            request.end();
            assertThat(document)
                    .as("the body ends well, so its document is there")
                    .isNotNull();
            assertThat(room.taken()).as("room that stays taken").isZero();
            return new Sent(document, new String(out.toByteArray(), ISO_8859_1), growth);
        }
    }

    @Override
    @ArgumentsSource(Corpus.class)
    @FuzzTest
    public void holds(byte[] bytes) {
        Input input = new Input(bytes);
        Cuts cuts = Cuts.from(input);
        String boundary = MediaType.parse(input.line()).parameter("boundary");
        byte[] body = input.rest();
        if (boundary == null) {
            return;
        }

        Optional<Sent> whole = sent(boundary, body, Cuts.NONE);

        assertThat(sent(boundary, body, cuts)).as("cut").isEqualTo(whole);
        Optional<SlowRelated> expected = SlowRelated.of(boundary, new String(body, ISO_8859_1));
        assertThat(whole.map(Sent::document)).isEqualTo(expected.map(SlowRelated::document));
        assertThat(whole.map(Sent::body)).isEqualTo(expected.map(related -> related.with(REPLACEMENT)));
        whole.ifPresent(
                sent -> assertThat(sent.growth()).isEqualTo((long) sent.body().length() - body.length));
    }

    private static Optional<Sent> sent(String boundary, byte[] body, Cuts cuts) {
        try {
            return Optional.of(Sent.of(boundary, body, cuts));
        } catch (MultipartFormatException refused) {
            return Optional.empty();
        }
    }
}
