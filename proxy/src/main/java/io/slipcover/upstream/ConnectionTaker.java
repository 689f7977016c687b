package io.slipcover.upstream;

/** Who asked for a connection. Called on the event loop, perhaps before the question returns. */
public interface ConnectionTaker {
    /** The connection is the taker's, until it is released or closed. */
    void connected(UpstreamConnection connection);

    /** No server could be reached; the cause is that of the last one tried. */
    void unreachable(Throwable cause);
}
