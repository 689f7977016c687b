package io.slipcover.design;

/** The server that runs the functions of a design document. */
public enum Target {
    /** CouchDB, whose functions can require modules in their design document. */
    COUCHDB,
    /** PouchDB, whose map functions and filters see nothing but themselves. */
    POUCHDB
}
