package io.slipcover.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slipcover.json.JsonBuffer;

/** Bodies led through an envelope, in pieces. */
final class Led {
    private Led() {}

    static String whole(Envelope envelope, String body) {
        return text(inTwo(envelope, body.getBytes(UTF_8), 0));
    }

    static byte[] inTwo(Envelope envelope, byte[] body, int cut) {
        JsonBuffer out = new JsonBuffer(body.length + 16);
        envelope.feed(body, 0, cut, out);
        envelope.feed(body, cut, body.length, out);
        envelope.end(out);
        return out.toByteArray();
    }

    /** Each piece in an array of its own, which is wiped afterwards: what an envelope keeps it has to copy. */
    static byte[] inPieces(Envelope envelope, byte[] body, int length) {
        JsonBuffer out = new JsonBuffer(body.length + 16);
        for (int at = 0; at < body.length; at += length) {
            byte[] piece = new byte[length + 2];
            int count = Math.min(length, body.length - at);
            System.arraycopy(body, at, piece, 1, count);
            envelope.feed(piece, 1, 1 + count, out);
            java.util.Arrays.fill(piece, (byte) '#');
        }
        envelope.end(out);
        return out.toByteArray();
    }

    static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }
}
