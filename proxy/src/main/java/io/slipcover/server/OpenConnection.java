package io.slipcover.server;

import io.slipcover.report.RequestRecord;
import java.util.function.Predicate;

/** A client's connection, as the server sees it that wants all connections to end. Its methods may be called on any thread. */
interface OpenConnection {
    /** Ends the connection where nothing is under way on it, and ends feeds, which have no end; else it ends after what is under way. */
    void drain();

    /** Ends each feed that is open, unless something holds for its request. The client asks again. */
    void endFeedUnless(Predicate<RequestRecord> holds);
}
