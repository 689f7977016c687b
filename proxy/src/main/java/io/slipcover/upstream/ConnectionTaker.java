package io.slipcover.upstream;

/**
 * The one who asked for a connection. The pool calls it on the event loop, perhaps before {@link UpstreamPool#acquire}
 * returns.
 */
public interface ConnectionTaker {
    /** The connection is the taker's, until it is released or closed. */
    void connected(UpstreamConnection connection);

    /** No server could be reached. The cause is the failure of the server that was tried last. */
    void unreachable(Throwable cause);
}
