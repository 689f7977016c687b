package io.slipcover.benchmarks;

import io.slipcover.json.ByteSink;
import io.slipcover.json.JsonBuffer;
import java.io.OutputStream;

/** The output of every candidate: an array that is used again and again, as a server uses its buffers. */
public final class Output extends OutputStream implements ByteSink {
    private final JsonBuffer buffer = new JsonBuffer(1 << 16);

    @Override
    public void write(int value) {
        buffer.write(value);
    }

    @Override
    public void write(byte[] bytes) {
        buffer.write(bytes, 0, bytes.length);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        buffer.write(bytes, offset, length);
    }

    /** Forgets the written bytes. */
    void reset() {
        buffer.reset();
    }

    byte[] toByteArray() {
        return buffer.toByteArray();
    }

    int length() {
        return buffer.length();
    }

    @Override
    public String toString() {
        return buffer.toString();
    }
}
