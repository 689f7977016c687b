package io.slipcover.transform;

/** How a part of a document differs from the same part of the document beside it. */
public enum Mark {
    /** The part is the same there, or nobody compares. */
    SAME,
    /** The part has another value there. */
    CHANGED,
    /** The part is not there. */
    MISSING
}
