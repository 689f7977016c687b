package io.slipcover.catalog;

/** What a replication meets at a document that cannot be shown or upgraded. */
public enum Policy {
    /** It stops there until the document is mended: nothing is skipped in silence. */
    STOP,
    /** It goes on without that document. */
    SKIP
}
