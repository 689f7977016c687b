package io.slipcover.catalog;

/** The choice of what a replication does at a document that cannot be shown or upgraded. */
public enum Policy {
    /** The replication stops there until somebody mends the document. Nothing is skipped in silence. */
    STOP,
    /** The replication goes on without that document. */
    SKIP
}
