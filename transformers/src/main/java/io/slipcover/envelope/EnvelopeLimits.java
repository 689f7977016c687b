package io.slipcover.envelope;

import io.slipcover.json.JsonLimits;

/**
 * How much of a body is held, and how deep it may be nested.
 *
 * @param maximumDepth levels of objects and arrays within a value that stands in the envelope; the envelope's own few do not count, so
 *     that a document has one limit wherever it stands
 * @param maximumEntryBytes bytes of one entry, with the comma and the white space before it
 */
public record EnvelopeLimits(int maximumDepth, int maximumEntryBytes) {
    /** JSON's usual depth, and entries of as many bytes as an array holds. */
    public static final EnvelopeLimits DEFAULT = new EnvelopeLimits(JsonLimits.DEFAULT_DEPTH, Integer.MAX_VALUE - 16);

    public EnvelopeLimits {
        if (maximumDepth < 1 || maximumEntryBytes < 1) {
            throw new IllegalArgumentException(
                    "limits of at least 1 expected, found " + maximumDepth + " and " + maximumEntryBytes);
        }
    }
}
