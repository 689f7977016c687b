package io.slipcover.json;

import java.util.Arrays;

/** Bytes that are looked for at known places of other bytes. Those of most names are two words, which may overlap. Immutable. */
public final class ExpectedBytes {
    private final byte[] bytes;
    private final int length;

    /** The first word, of which fewer bytes count where there are not as many, and the last. */
    private final long first;

    private final long counting;
    private final long last;

    private ExpectedBytes(byte[] bytes) {
        byte[] padded = Arrays.copyOf(bytes, Math.max(bytes.length, Long.BYTES));
        this.bytes = bytes;
        this.length = bytes.length;
        this.first = JsonWords.read(padded, 0);
        this.counting = length >= Long.BYTES ? -1 : (1L << (Byte.SIZE * length)) - 1;
        this.last = JsonWords.read(padded, padded.length - Long.BYTES);
    }

    /** Expects a copy of these bytes. */
    public static ExpectedBytes of(byte[] source, int from, int to) {
        return new ExpectedBytes(Arrays.copyOfRange(source, from, to));
    }

    /** How many bytes are expected. */
    public int length() {
        return length;
    }

    /** Whether all of the bytes stand in {@code [at, to)} of the others, first of all. */
    public boolean standAt(byte[] others, int at, int to) {
        if (at > to - length) {
            return false;
        }
        if (at > others.length - Long.BYTES) {
            return Arrays.equals(bytes, 0, length, others, at, at + length);
        }
        if (((JsonWords.read(others, at) ^ first) & counting) != 0) {
            return false;
        }
        if (length <= Long.BYTES) {
            return true;
        }
        return JsonWords.read(others, at + length - Long.BYTES) == last
                && (length <= 2 * Long.BYTES
                        || JsonWords.same(bytes, Long.BYTES, others, at + Long.BYTES, length - 2 * Long.BYTES));
    }

    /** Whether nothing but these bytes stands in {@code [from, to)} of the others. */
    public boolean are(byte[] others, int from, int to) {
        return to - from == length && standAt(others, from, to);
    }
}
