package io.slipcover.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Objects;

/** A byte array that grows with what is written to it. */
public final class JsonBuffer implements ByteSink {
    private static final int LARGEST = Integer.MAX_VALUE - 8;
    private static final int SMALLEST = 256;
    private static final byte[] NOTHING = {};

    private byte[] bytes;
    private int length;

    /** An empty buffer, which takes memory only when something is written. */
    public JsonBuffer() {
        this(0);
    }

    public JsonBuffer(int capacity) {
        bytes = capacity == 0 ? NOTHING : new byte[capacity];
    }

    /** The array behind the buffer, valid up to {@link #length()} and until the next write. */
    public byte[] array() {
        return bytes;
    }

    public int length() {
        return length;
    }

    /** Forgets what was written and keeps the array for what comes next. */
    public void reset() {
        length = 0;
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    @Override
    public void write(byte[] source, int offset, int count) {
        Objects.checkFromIndexSize(offset, count, source.length);
        makeRoom(count);
        System.arraycopy(source, offset, bytes, length, count);
        length += count;
    }

    /** Writes one byte: the lowest eight bits of {@code value}. */
    public void write(int value) {
        makeRoom(1);
        bytes[length++] = (byte) value;
    }

    /** Makes the array large enough for so many bytes in all, and no larger. */
    public void reserve(int capacity) {
        if (capacity > bytes.length) {
            bytes = Arrays.copyOf(bytes, capacity);
        }
    }

    private void makeRoom(int count) {
        if (count <= bytes.length - length) {
            return;
        }
        long needed = (long) length + count;
        if (needed > LARGEST) {
            throw new IllegalStateException("a buffer cannot hold " + needed + " bytes");
        }
        long larger = Math.max(needed, Math.max(SMALLEST, 2L * bytes.length));
        bytes = Arrays.copyOf(bytes, (int) Math.min(LARGEST, larger));
    }

    /** What was written, read as UTF-8. */
    @Override
    public String toString() {
        return new String(bytes, 0, length, UTF_8);
    }
}
