package io.slipcover.lens;

import io.slipcover.json.ByteSink;
import io.slipcover.json.JsonObject;

/**
 * The memory that a lens of foreign code ({@code java} or {@code jsonata}) takes for a document. Foreign code works on Java's own maps, lists
 * and strings, which are many times as large as the bytes that they stand for.
 */
public final class ForeignCode {
    /** Documents up to this size do not count: an event loop works on one at a time. */
    private static final int FREE = 64 * 1024;

    /** The bytes that a value takes, as it is given to foreign code and as it comes back: an estimate, and rather too high than too low. */
    private static final int VALUE_BYTES = 400;

    /** How many bytes the text of a document takes for each of its bytes: in the strings given, in those that come back, and as JSON. */
    private static final int TEXTS = 4;

    private ForeignCode() {}

    /** How many bytes a document takes while foreign code works on it, besides the document's own; 0 for a small document. */
    public static long memoryFor(JsonObject document) {
        if (document.length() <= FREE) {
            return 0;
        }
        Values values = new Values();
        document.writeTo(values);
        return TEXTS * values.bytes + VALUE_BYTES * values.count;
    }

    /** The count of the values in JSON, the empty objects and arrays included. */
    private static final class Values implements ByteSink {
        private long bytes;
        private long count;
        private boolean inString;
        private boolean escaped;

        @Override
        public void write(byte[] source, int offset, int length) {
            bytes += length;
            for (int at = offset; at < offset + length; at++) {
                byte found = source[at];
                if (escaped) {
                    escaped = false;
                } else if (found == '"') {
                    inString = !inString;
                } else if (inString) {
                    escaped = found == '\\';
                } else if (found == ',' || found == '[' || found == '{') {
                    count++;
                }
            }
        }
    }
}
