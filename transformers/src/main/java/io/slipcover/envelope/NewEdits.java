package io.slipcover.envelope;

/** What a {@code _bulk_docs} says about {@code new_edits}; where it says so twice, the last one counts, as in CouchDB. */
public enum NewEdits {
    /** Nothing, so far: where that stays so, it means true. */
    ABSENT,
    /** Edits of documents, which get a revision from CouchDB. */
    TRUE,
    /** Revisions from another replica. */
    FALSE,
    /** Something else than true or false, which is for CouchDB to refuse. */
    OTHER
}
