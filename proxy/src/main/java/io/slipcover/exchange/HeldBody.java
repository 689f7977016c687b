package io.slipcover.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.compression.DecompressionException;
import io.slipcover.json.JsonBuffer;

/** A request's body that is held whole, decoded, up to a limit. */
final class HeldBody {
    private final BodyDecoder decoder;
    private final int maximum;
    private final JsonBuffer bytes = new JsonBuffer();

    /**
     * @param maximum how many bytes are held
     */
    HeldBody(BodyDecoder decoder, int maximum) {
        this.decoder = decoder;
        this.maximum = maximum;
    }

    /**
     * Reads the buffer to its end, and keeps what is in it.
     *
     * @throws DocumentTooLargeException where there is more than the limit
     * @throws DecompressionException where it is not what it is said to be
     */
    void add(ByteBuf part) {
        decoder.forEach(part, this::hold);
    }

    private void hold(byte[] piece, int from, int to) {
        if (to - from > maximum - bytes.length()) {
            throw new DocumentTooLargeException();
        }
        bytes.write(piece, from, to - from);
    }

    /** What has come so far; valid until more is added. */
    byte[] array() {
        return bytes.array();
    }

    int length() {
        return bytes.length();
    }

    /** To be called once at the end, however that came. */
    void close() {
        decoder.close();
    }
}
