package io.slipcover.fuzzing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.envelope.EntryHandler;
import io.slipcover.envelope.EntryOutcome;
import io.slipcover.envelope.Envelope;
import io.slipcover.envelope.MultipartFormatException;
import io.slipcover.json.JsonBuffer;
import io.slipcover.json.JsonFormatException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * What came of leading a body through an envelope, with nothing changed.
 *
 * @param documents the documents that the handler was asked about
 * @param refusal why the body was refused, where; empty: it was whole
 * @param written what was written until then; where the body was refused this is not compared, since it depends on the cuts
 */
record Reading(List<String> documents, String refusal, String written) {
    static Reading of(Function<EntryHandler, Envelope> kind, byte[] body, Cuts cuts) {
        List<String> documents = new ArrayList<>();
        Envelope envelope = kind.apply(entry -> {
            documents.add(
                    new String(entry.bytes(), entry.documentFrom(), entry.documentTo() - entry.documentFrom(), UTF_8));
            return EntryOutcome.unchanged();
        });
        JsonBuffer out = new JsonBuffer();
        String refusal = "";
        try {
            for (byte[] piece : cuts.pieces(body)) {
                envelope.feed(piece, 0, piece.length, out);
                Arrays.fill(piece, (byte) '#');
            }
            envelope.end(out);
        } catch (JsonFormatException e) {
            refusal = "at " + e.offset() + ": " + e.getMessage();
        } catch (MultipartFormatException e) {
            refusal = String.valueOf(e.getMessage());
        }
        return new Reading(documents, refusal, new String(out.toByteArray(), ISO_8859_1));
    }

    boolean isWhole() {
        return refusal.isEmpty();
    }

    /** What is written is the body, or where that was refused its beginning. */
    void requireBeginningOf(byte[] body) {
        assertThat(new String(body, ISO_8859_1)).startsWith(written);
        if (isWhole()) {
            assertThat(written).hasSize(body.length);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Reading reading
                && documents.equals(reading.documents)
                && refusal.equals(reading.refusal)
                && (!isWhole() || written.equals(reading.written));
    }

    @Override
    public int hashCode() {
        return documents.hashCode();
    }
}
