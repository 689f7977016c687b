package io.slipcover.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Objects;

/**
 * A byte array that grows with what is written to it. A buffer that counts takes {@link Room} for its array before it makes the array. Small
 * arrays are not counted: there are few of them, and none lasts.
 */
public final class JsonBuffer implements ByteSink {
    private static final int LARGEST = Integer.MAX_VALUE - 8;
    private static final int SMALLEST = 256;

    /** Arrays up to this size are not counted. */
    private static final int UNCOUNTED = 4096;

    private static final byte[] NOTHING = {};

    private final Room room;
    private byte[] bytes;
    private int length;

    /** An empty buffer, which takes memory only when something is written. */
    public JsonBuffer() {
        this(0);
    }

    public JsonBuffer(int capacity) {
        room = Room.ENDLESS;
        bytes = capacity == 0 ? NOTHING : new byte[capacity];
    }

    /** An empty buffer that counts. Whoever needs its bytes no more calls {@link #free}, or gives all the room back otherwise. */
    public JsonBuffer(Room room) {
        this.room = room;
        bytes = NOTHING;
    }

    /** Forgets what was written, and lets go of the array and its room. */
    public void free() {
        length = 0;
        byte[] gone = bytes;
        bytes = NOTHING;
        room.giveBack(counted(gone.length));
    }

    /** Makes the array no longer than what was written. */
    public void trim() {
        if (bytes.length > length) {
            resize(length);
        }
    }

    private static long counted(int capacity) {
        return capacity <= UNCOUNTED ? 0 : capacity;
    }

    /** Makes another array. While the bytes are copied, both arrays are there, and both count. */
    private void resize(int capacity) {
        long before = counted(bytes.length);
        room.take(counted(capacity));
        bytes = Arrays.copyOf(bytes, capacity);
        room.giveBack(before);
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
            resize(capacity);
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
        resize((int) Math.min(LARGEST, larger));
    }

    /** What was written, read as UTF-8. */
    @Override
    public String toString() {
        return new String(bytes, 0, length, UTF_8);
    }
}
