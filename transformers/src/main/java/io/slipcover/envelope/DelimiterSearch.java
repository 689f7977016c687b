package io.slipcover.envelope;

import io.slipcover.json.ByteSink;
import java.util.Arrays;

/**
 * Looks for a delimiter in a stream, at the speed of memory: by Horspool's method, which looks at one byte in as many as the delimiter
 * has. What may be the beginning of one at the end of a piece is known by its length alone, as its bytes are the delimiter's own; where
 * the next piece does not go on like that, the delimiter's longest border tells how much of it may still be one (Knuth, Morris, Pratt).
 */
final class DelimiterSearch {
    static final int NOT_FOUND = -1;

    private final byte[] delimiter;

    /** How far the search may move on when this byte stands below the delimiter's last one. */
    private final int[] skips = new int[256];

    /** The longest beginning of the delimiter that is also the end of its first n bytes, but not all of them. */
    private final int[] borders;

    /** How many of the delimiter's bytes came last. */
    private int matched;

    DelimiterSearch(byte[] delimiter) {
        this.delimiter = delimiter;
        Arrays.fill(skips, delimiter.length);
        for (int at = 0; at < delimiter.length - 1; at++) {
            skips[delimiter[at] & 0xFF] = delimiter.length - 1 - at;
        }
        borders = new int[delimiter.length + 1];
        for (int length = 2; length <= delimiter.length; length++) {
            borders[length] = next(borders[length - 1], delimiter[length - 1]);
        }
    }

    byte[] delimiter() {
        return delimiter;
    }

    /**
     * Searches the next piece.
     *
     * @param before gets what stands before the delimiter, as far as that is certain
     * @return where the piece goes on behind the delimiter; {@link #NOT_FOUND} where the piece has no whole one
     */
    int search(byte[] bytes, int from, int to, ByteSink before) {
        int at = from;
        while (matched > 0 && at < to) {
            if (bytes[at] == delimiter[matched]) {
                at++;
                if (++matched == delimiter.length) {
                    matched = 0;
                    return at;
                }
            } else {
                int border = borders[matched];
                before.write(delimiter, 0, matched - border);
                matched = border;
            }
        }
        return at == to ? NOT_FOUND : searchAnew(bytes, at, to, before);
    }

    private int searchAnew(byte[] bytes, int from, int to, ByteSink before) {
        int last = delimiter.length - 1;
        for (int end = from + last; end < to; end += skips[bytes[end] & 0xFF]) {
            if (bytes[end] == delimiter[last] && Arrays.equals(bytes, end - last, end, delimiter, 0, last)) {
                write(bytes, from, end - last, before);
                return end + 1;
            }
        }
        for (int at = Math.max(from, to - last); at < to; at++) {
            matched = next(matched, bytes[at]);
        }
        write(bytes, from, to - matched, before);
        return NOT_FOUND;
    }

    /** How many of the delimiter's bytes came last, when after so many of them this byte comes. */
    private int next(int before, byte found) {
        int length = before;
        while (length > 0 && found != delimiter[length]) {
            length = borders[length];
        }
        return found == delimiter[length] ? length + 1 : 0;
    }

    /** The stream is at its end: what might have become a delimiter did not. */
    void end(ByteSink before) {
        write(delimiter, 0, matched, before);
        matched = 0;
    }

    private static void write(byte[] bytes, int from, int to, ByteSink sink) {
        if (from < to) {
            sink.write(bytes, from, to - from);
        }
    }
}
