package io.slipcover.upstream;

import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.FastThreadLocal;

/**
 * A bridge from buffers to code that knows only arrays. It hands over the bytes of a buffer in pieces, with one array
 * for each event loop.
 */
public final class Bytes {
    /** Takes a piece; the array is lent for the call. */
    @FunctionalInterface
    public interface Taker {
        void take(byte[] bytes, int from, int to);
    }

    private static final int PIECE = 64 * 1024;
    private static final FastThreadLocal<byte[]> SCRATCH = new FastThreadLocal<>() {
        @Override
        protected byte[] initialValue() {
            return new byte[PIECE];
        }
    };

    private Bytes() {}

    /** Reads the buffer to its end. The caller still owns the buffer. */
    public static void forEach(ByteBuf buffer, Taker taker) {
        if (buffer.hasArray()) {
            int from = buffer.arrayOffset() + buffer.readerIndex();
            int length = buffer.readableBytes();
            buffer.skipBytes(length);
            taker.take(buffer.array(), from, from + length);
            return;
        }
        byte[] scratch = SCRATCH.get();
        while (buffer.isReadable()) {
            int length = Math.min(scratch.length, buffer.readableBytes());
            buffer.readBytes(scratch, 0, length);
            taker.take(scratch, 0, length);
        }
    }
}
