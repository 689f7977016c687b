package io.slipcover.server;

/** A client's connection, as the server sees it that wants all connections to end. Its methods may be called on any thread. */
interface OpenConnection {
    /** Ends the connection where nothing is under way on it, and ends feeds, which have no end; else it ends after what is under way. */
    void drain();

    /** Ends the connection where nothing has been asked on it since then, by {@link System#nanoTime}. */
    void closeIfIdleSince(long before);
}
