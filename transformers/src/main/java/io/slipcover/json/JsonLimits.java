package io.slipcover.json;

/** What a JSON text may not exceed. */
public final class JsonLimits {
    /** How many objects and arrays may be open at once. */
    public static final int DEFAULT_DEPTH = 1000;

    private JsonLimits() {}
}
