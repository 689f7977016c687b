package io.slipcover.json;

/** What a JSON text may not exceed. */
public final class JsonLimits {
    /** How many objects and arrays may be open at once in a text that is read for what it says, such as a query. */
    public static final int DEFAULT_DEPTH = 1000;

    /** How many objects and arrays may be open at once in a document, unless something else is configured. */
    public static final int DEFAULT_DOCUMENT_DEPTH = 10_000;

    /** How many objects and arrays are followed at all, so that what is too deep is still known to its end. */
    public static final int DEEPEST = 1 << 20;

    private JsonLimits() {}
}
