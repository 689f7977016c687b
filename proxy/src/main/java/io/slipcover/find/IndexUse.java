package io.slipcover.find;

/** Which indexes CouchDB may use for a question. */
enum IndexUse {
    /** As the client says: the index that it names, another, or none. */
    AS_CLIENT_SAYS,

    /** The one that is named, or CouchDB refuses. */
    NAMED,

    /** Any that serves the question; CouchDB refuses where it would have to look at all documents. */
    ANY,

    /** Any, or none. */
    ANY_OR_NONE
}
