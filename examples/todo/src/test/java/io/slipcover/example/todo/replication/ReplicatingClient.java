package io.slipcover.example.todo.replication;

/** A client with a database of its own, which it replicates with the database behind the proxy when it is told to. */
public interface ReplicatingClient extends DocumentStore, AutoCloseable {
    /** Takes over all that is new in the database; gives how many revisions that were. */
    int pull();

    /** Hands over all that is new here; gives how many revisions that were. */
    int push();

    /** Starts to replicate both ways, until {@link #endLive}. */
    void goLive();

    /** Ends what {@link #goLive} started. */
    void endLive();

    /** Removes its database. */
    @Override
    void close();
}
