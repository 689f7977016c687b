package io.slipcover.cli;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The ends of lines among many bytes, looked for eight bytes at a time. */
final class LineEnds {
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long LOW_BITS = 0x7F * ONES;
    private static final long LINE_FEEDS = '\n' * ONES;
    private static final long CARRIAGE_RETURNS = '\r' * ONES;

    private LineEnds() {}

    /** How many line feeds there are in {@code [from, to)}. */
    static int feeds(byte[] bytes, int from, int to) {
        int feeds = 0;
        int index = from;
        for (; index <= to - Long.BYTES; index += Long.BYTES) {
            feeds += Long.bitCount(zeros((long) WORDS.get(bytes, index) ^ LINE_FEEDS));
        }
        for (; index < to; index++) {
            if (bytes[index] == '\n') {
                feeds++;
            }
        }
        return feeds;
    }

    /** Whether there is a line feed or a carriage return in {@code [from, to)}. */
    static boolean any(byte[] bytes, int from, int to) {
        int index = from;
        for (; index <= to - Long.BYTES; index += Long.BYTES) {
            long word = (long) WORDS.get(bytes, index);
            if ((zeros(word ^ LINE_FEEDS) | zeros(word ^ CARRIAGE_RETURNS)) != 0) {
                return true;
            }
        }
        for (; index < to; index++) {
            if (bytes[index] == '\n' || bytes[index] == '\r') {
                return true;
            }
        }
        return false;
    }

    /** The highest bit of each byte that is zero. */
    private static long zeros(long word) {
        return ~(((word & LOW_BITS) + LOW_BITS) | word | LOW_BITS);
    }
}
