package io.slipcover.onepass;

import io.slipcover.document.ReleaseView;
import io.slipcover.envelope.EntryFailedException;
import io.slipcover.envelope.EntryTooLargeException;
import io.slipcover.envelope.Envelope;
import io.slipcover.envelope.EnvelopeLimits;
import io.slipcover.envelope.Envelopes;
import io.slipcover.json.JsonBuffer;
import io.slipcover.json.JsonFormatException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What became of a body that came in pieces.
 *
 * @param written what was written by the end of each piece, the last one that failed included
 * @param end how it ended
 * @param heard what the maker of views heard
 */
record Led(List<String> written, String end, List<String> heard) {
    /** Whether the body was refused for what stands in a text, and not for its structure. */
    boolean isRefusedForTexts() {
        return end.startsWith(JsonFormatException.class.getName())
                && (end.contains("control character")
                        || end.contains("is not UTF-8 there")
                        || end.contains("behind a backslash")
                        || end.contains("a hexadecimal digit"));
    }

    /** What became of a body, and how many documents went the general way. */
    record Counted(Led led, int asked) {}

    /** Leads a body in one way. */
    static Counted lead(
            AnswerReading reading,
            EnvelopeLimits limits,
            StreamKind kind,
            ReleaseView view,
            boolean leavesOut,
            List<byte[]> pieces) {
        return lead(reading, limits, kind, new Viewing(view, leavesOut), pieces);
    }

    /** Leads a body in one way, with a maker of views. */
    static Counted lead(
            AnswerReading reading, EnvelopeLimits limits, StreamKind kind, Viewing viewing, List<byte[]> pieces) {
        Envelope envelope = kind.envelope(new Envelopes(limits, reading), viewing);
        List<String> written = new ArrayList<>();
        JsonBuffer out = new JsonBuffer();
        String end = "complete";
        try {
            for (byte[] piece : pieces) {
                feed(envelope, piece, out);
                written.add(out.toString());
            }
            envelope.end(out);
        } catch (JsonFormatException
                | EntryFailedException
                | EntryTooLargeException
                | IllegalStateException exception) {
            end = exception.toString();
        }
        written.add(out.toString());
        return new Counted(new Led(written, end, viewing.heard), viewing.asked);
    }

    /** Feeds a piece that stands in the middle of an array, between bytes that are none of its. */
    private static void feed(Envelope envelope, byte[] piece, JsonBuffer out) {
        byte[] around = new byte[piece.length + 12];
        Arrays.fill(around, (byte) '"');
        System.arraycopy(piece, 0, around, 3, piece.length);
        envelope.feed(around, 3, 3 + piece.length, out);
        Arrays.fill(around, (byte) '!'); // What is kept of a piece has to be a copy.
    }
}
