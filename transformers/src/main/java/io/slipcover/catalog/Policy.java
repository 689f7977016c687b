package io.slipcover.catalog;

/** The choice of what a replication does at a document that cannot be shown or upgraded. */
public enum Policy {
    /** The replication stops there until somebody mends the document. Nothing is skipped in silence. */
    STOP,
    /** The replication goes on without that document. */
    SKIP,
    /**
     * The replication goes on, and the revision waits in a database of its own until somebody mends what stands in its way. Only a document
     * that cannot be upgraded can wait there.
     */
    QUARANTINE
}
