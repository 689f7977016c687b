package io.slipcover.json;

import java.util.Arrays;

/** Bytes that are looked for at known places of other bytes. They are compared a word at a time. Immutable. */
public final class ExpectedBytes {
    /** The bytes, and a word of nothing behind them. */
    private final byte[] bytes;

    private final int length;

    private ExpectedBytes(byte[] bytes, int length) {
        this.bytes = bytes;
        this.length = length;
    }

    /** Expects a copy of these bytes. */
    public static ExpectedBytes of(byte[] source, int from, int to) {
        byte[] bytes = new byte[to - from + Long.BYTES];
        System.arraycopy(source, from, bytes, 0, to - from);
        return new ExpectedBytes(bytes, to - from);
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
        long difference = JsonWords.read(bytes, 0) ^ JsonWords.read(others, at);
        if (length < Long.BYTES) {
            return (difference << (Long.SIZE - Byte.SIZE * length)) == 0 || length == 0;
        }
        return difference == 0 && (length == Long.BYTES || JsonWords.same(bytes, 0, others, at, length));
    }

    /** Whether nothing but these bytes stands in {@code [from, to)} of the others. */
    public boolean are(byte[] others, int from, int to) {
        return to - from == length && standAt(others, from, to);
    }
}
