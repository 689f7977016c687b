package io.slipcover.upstream;

/** How a node of CouchDB fares, as far as Slipcover knows. */
public enum Condition {
    /** Nobody has heard of the node yet. It gets requests. */
    UNKNOWN,

    /** The node answers as it should. */
    WELL,

    /** The node is in maintenance mode: what it has begun goes on, and new requests go to other nodes. */
    DRAINING,

    /** The node failed, and gets no requests for a while. */
    LEFT_ALONE;

    /** Whether the node gets the requests of the clients that belong to it. */
    boolean takesRequests() {
        return this == UNKNOWN || this == WELL;
    }
}
