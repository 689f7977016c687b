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
    private static final long BRACKET_BITS = 0x26 * ONES;
    private static final long BRACKETS = 0x7F * ONES;
    private static final long FACTOR = 0x9E3779B97F4A7C15L;

    /** How many bytes {@link #isText} looks at. */
    static final int BLOCK = 4 * Long.BYTES;

    private JsonWords() {}

    static long read(byte[] bytes, int at) {
        return (long) WORDS.get(bytes, at);
    }

    /** Hits for a quote, a backslash, a control character, a byte above 0x7F: whatever needs a look while a string is validated. */
    static long notable(long word) {
        return ((word - SPACES) | ((word ^ QUOTES) - ONES) | ((word ^ BACKSLASHES) - ONES) | word) & HIGHEST_BITS;
    }

    /** Whether there is nothing {@link #notable} in the {@link #BLOCK} of bytes from here on. */
    static boolean isText(byte[] bytes, int at) {
        return (notable(read(bytes, at))
                        | notable(read(bytes, at + Long.BYTES))
                        | notable(read(bytes, at + 2 * Long.BYTES))
                        | notable(read(bytes, at + 3 * Long.BYTES)))
                == 0;
    }

    /** Hits for a quote. */
    static long quote(long word) {
        long quote = word ^ QUOTES;
        return (quote - ONES) & ~quote & HIGHEST_BITS;
    }

    /** Whether there is no quote in the {@link #BLOCK} of bytes from here on. */
    static boolean hasNoQuote(byte[] bytes, int at) {
        return (quote(read(bytes, at))
                        | quote(read(bytes, at + Long.BYTES))
                        | quote(read(bytes, at + 2 * Long.BYTES))
                        | quote(read(bytes, at + 3 * Long.BYTES)))
                == 0;
    }

    /** Hits for a quote or a backslash: whatever needs a look while a validated string is skipped. */
    static long quoteOrBackslash(long word) {
        long quote = word ^ QUOTES;
        long backslash = word ^ BACKSLASHES;
        return (((quote - ONES) & ~quote) | ((backslash - ONES) & ~backslash)) & HIGHEST_BITS;
    }

    /** Hits for a backslash. */
    static long backslash(long word) {
        long backslash = word ^ BACKSLASHES;
        return (backslash - ONES) & ~backslash & HIGHEST_BITS;
    }

    /**
     * Hits for a quote, a bracket or a brace: whatever needs a look while a validated object or array is skipped. There may be more where
     * a string is, which is not skipped this way.
     */
    static long quoteOrBracket(long word) {
        long quote = word ^ QUOTES;
        // Brackets and braces are 0x5B, 0x5D, 0x7B and 0x7D; of what differs from them in these three bits, nothing
        // stands outside strings.
        long bracket = ((word | BRACKET_BITS) ^ BRACKETS);
        return (((quote - ONES) & ~quote) | ((bracket - ONES) & ~bracket)) & HIGHEST_BITS;
    }

    /**
     * A hash of a name's JSON string, quotes included. It looks at both ends and the length: a client can easily make up names that share
     * one, so whoever uses it does something about that.
     */
    static int hash(byte[] bytes, int from, int to) {
        int length = to - from;
        long first;
        long last;
        if (length >= Long.BYTES) {
            first = read(bytes, from);
            last = read(bytes, to - Long.BYTES);
        } else {
            first = readShort(bytes, from, to);
            last = 0;
        }
        long mixed = (first ^ Long.rotateLeft(last, 29) ^ length) * FACTOR;
        return (int) (mixed >>> 32);
    }

    private static long readShort(byte[] bytes, int from, int to) {
        if (from <= bytes.length - Long.BYTES) {
            int unused = Long.SIZE - Byte.SIZE * (to - from);
            return read(bytes, from) << unused >>> unused;
        }
        long word = 0;
        for (int at = to - 1; at >= from; at--) {
            word = word << Byte.SIZE | (bytes[at] & 0xFF);
        }
        return word;
    }

    /** Whether all of these bytes stand in others from there on, where there are as many. */
    static boolean same(byte[] all, byte[] others, int from) {
        return same(all, 0, others, from, all.length);
    }

    /** Whether so many bytes are the same in both. */
    static boolean same(byte[] one, int oneFrom, byte[] other, int otherFrom, int length) {
        int at = 0;
        for (; at <= length - Long.BYTES; at += Long.BYTES) {
            if (read(one, oneFrom + at) != read(other, otherFrom + at)) {
                return false;
            }
        }
        if (at == length) {
            return true;
        }
        if (at > 0) {
            // What is left, together with bytes that were compared already.
            int last = length - Long.BYTES;
            return read(one, oneFrom + last) == read(other, otherFrom + last);
        }
        for (; at < length; at++) {
            if (one[oneFrom + at] != other[otherFrom + at]) {
                return false;
            }
        }
        return true;
    }

    /** How many bytes stand before the first hit. */
    static int bytesBefore(long hits) {
        return Long.numberOfTrailingZeros(hits) >>> 3;
    }
}
