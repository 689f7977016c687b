package io.slipcover.cli;

import io.slipcover.json.JsonFormatException;
import io.slipcover.json.JsonLimits;
import io.slipcover.json.JsonScanner;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** A stream of JSON values that follow each other, one a line or pretty-printed. It holds one value at a time. */
final class JsonStream {
    private static final int CHUNK = 1 << 18;

    private final InputStream input;
    private final JsonScanner scanner = new JsonScanner(JsonLimits.DEEPEST);
    private byte[] buffer = new byte[CHUNK];
    private int start;
    private int end;
    private int limit;
    private long line = 1;
    private long number;

    JsonStream(InputStream input) {
        this.input = input;
    }

    /**
     * Goes to the next value; false where there is none.
     *
     * @throws JsonFormatException where the next value is malformed; {@link #line} is then where that shows
     */
    boolean next() throws IOException {
        countLines(start, end);
        start = end;
        if (!skipWhitespace()) {
            return false;
        }
        number++;
        scanner.reset();
        int scanned = start;
        try {
            while (true) {
                scanned = scanner.scan(buffer, scanned, limit);
                if (scanner.isComplete()) {
                    break;
                }
                int consumed = scanned - start;
                if (!fill()) {
                    scanner.finish();
                    break;
                }
                scanned = start + consumed;
            }
        } catch (JsonFormatException e) {
            countLines(start, (int) Math.min(limit, start + e.offset()));
            throw e;
        }
        end = scanned;
        return true;
    }

    /** The array that holds the bytes of the value, from {@link #start} to {@link #end}, until the next value is read. */
    byte[] array() {
        return buffer;
    }

    /** Where the value begins in the array. */
    int start() {
        return start;
    }

    /** Where the value ends in the array. */
    int end() {
        return end;
    }

    /** The bytes of the value, as an array of their own. */
    byte[] value() {
        return Arrays.copyOfRange(buffer, start, end);
    }

    /** How deep the value nests. */
    int depth() {
        return scanner.deepest();
    }

    /** How many values there were, this one included. */
    long number() {
        return number;
    }

    /** The line on which the value begins, from 1. */
    long line() {
        return line;
    }

    private boolean skipWhitespace() throws IOException {
        while (true) {
            while (start < limit) {
                byte next = buffer[start];
                if (next != ' ' && next != '\t' && next != '\n' && next != '\r') {
                    end = start;
                    return true;
                }
                countLines(start, start + 1);
                start++;
            }
            end = start;
            if (!fill()) {
                return false;
            }
        }
    }

    /**
     * Moves the bytes that are there to the front, and reads more behind them. Gives false at the end of the stream.
     */
    private boolean fill() throws IOException {
        int held = limit - start;
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, held);
        } else if (held == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        end -= start;
        start = 0;
        limit = held;
        int read = input.read(buffer, limit, buffer.length - limit);
        limit += Math.max(read, 0);
        return read >= 0;
    }

    private void countLines(int from, int to) {
        line += LineEnds.feeds(buffer, from, to);
    }
}
