package io.slipcover.find;

/** The indexes that CouchDB may use for a question. */
enum IndexUse {
    /** As the client says: the index that it names, another, or none. */
    AS_CLIENT_SAYS,

    /** The index that the question names; else CouchDB refuses. */
    NAMED,

    /** Any index that serves the question. CouchDB refuses where it would have to look at all documents. */
    ANY,

    /** Any index, or none. */
    ANY_OR_NONE
}
