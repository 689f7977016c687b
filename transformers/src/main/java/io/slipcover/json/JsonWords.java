package io.slipcover.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Eight bytes of a string looked at in one step.
 *
 * <p>A test yields a long in which the highest bit of a byte is set where that byte is one of those looked for. It is exact up to the
 * first hit, which is the lowest since words are read little-endian; behind that one, borrows of the subtraction blur it. So callers
 * only ever ask for the first.
 */
final class JsonWords {
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHEST_BITS = 0x8080808080808080L;
    private static final long SPACES = ' ' * ONES;
    private static final long QUOTES = '"' * ONES;
    private static final long BACKSLASHES = '\\' * ONES;

    private JsonWords() {}

    static long read(byte[] bytes, int at) {
        return (long) WORDS.get(bytes, at);
    }

    /** Hits for a quote, a backslash, a control character, a byte above 0x7F: whatever needs a look while a string is validated. */
    static long notable(long word) {
        return ((word - SPACES) | ((word ^ QUOTES) - ONES) | ((word ^ BACKSLASHES) - ONES) | word) & HIGHEST_BITS;
    }

    /** Hits for a quote or a backslash: whatever needs a look while a validated string is skipped. */
    static long quoteOrBackslash(long word) {
        long quote = word ^ QUOTES;
        long backslash = word ^ BACKSLASHES;
        return (((quote - ONES) & ~quote) | ((backslash - ONES) & ~backslash)) & HIGHEST_BITS;
    }

    /** How many bytes stand before the first hit. */
    static int bytesBefore(long hits) {
        return Long.numberOfTrailingZeros(hits) >>> 3;
    }
}
