package io.slipcover.config;

import io.slipcover.json.JsonLimits;

/**
 * The limits on what the proxy takes and holds.
 *
 * @param nesting how many levels of objects and arrays a document may have
 */
public record Limits(int nesting) {
    /** The limits of a configuration that names none. */
    public static final Limits DEFAULTS = new Limits(JsonLimits.DEFAULT_DOCUMENT_DEPTH);

    /** The largest {@code nesting}: the proxy follows no more levels than that. */
    public static final int LARGEST_NESTING = JsonLimits.DEEPEST / 2;

    public Limits {
        if (nesting < 1 || nesting > LARGEST_NESTING) {
            throw new IllegalArgumentException("limits: nesting: " + nesting);
        }
    }
}
