package io.slipcover.example.todo.replication;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.slipcover.testbed.CouchClient;
import io.slipcover.testbed.CouchServer;
import io.slipcover.testbed.PouchApps;
import java.net.URI;
import java.util.function.Function;

/** The replicating clients that there are in the field. */
@SuppressWarnings("ImmutableEnumChecker") // An opening is code alone.
public enum ClientKind {
    COUCHDB_REPLICATE("CouchDB _replicate", couchDb(Replicator.Asked::new)),
    COUCHDB_REPLICATOR("CouchDB _replicator", couchDb(Replicator.Told::new)),
    POUCHDB_9("PouchDB 9.0.0", pouchDb("9.0.0")),
    POUCHDB_7("PouchDB 7.3.1", pouchDb("7.3.1")),
    POUCHDB_6("PouchDB 6.4.3", pouchDb("6.4.3")),
    POUCHDB_5("PouchDB 5.4.5", pouchDb("5.4.5")),
    COUCHBASE_LITE("Couchbase Lite 1.4.0", (server, proxied, clientVersion) -> {
        assumeTrue(CouchbaseLiteClient.isSupported(), "Couchbase Lite for Java has no storage engine for this machine");
        return new CouchbaseLiteClient(proxied, clientVersion);
    });

    private final String description;
    private final Opening opening;

    ClientKind(String description, Opening opening) {
        this.description = requireNonNull(description, "description");
        this.opening = requireNonNull(opening, "opening");
    }

    /**
     * Opens a client of a release with an empty database. Skips the test where this kind of client does not run here.
     *
     * @param server where the stored documents are
     * @param proxied the database as the proxy shows it
     */
    public ReplicatingClient open(CouchServer server, URI proxied, String clientVersion) {
        return opening.open(server, proxied, clientVersion);
    }

    private static Opening couchDb(Function<CouchClient, Replicator> replicator) {
        return (server, proxied, clientVersion) -> {
            assumeTrue(server.isCouchDb(), () -> server.description() + " has no replicator of CouchDB's");
            return new CouchDbClient(server, replicator.apply(server.client()), proxied, clientVersion);
        };
    }

    private static Opening pouchDb(String version) {
        return (server, proxied, clientVersion) -> new PouchDbClient(Node.APPS.open(version, proxied, clientVersion));
    }

    /** How a client of a kind is opened. */
    @FunctionalInterface
    private interface Opening {
        ReplicatingClient open(CouchServer server, URI proxied, String clientVersion);
    }

    @Override
    public String toString() {
        return description;
    }

    /** Starts when the first client asks for it, and ends with this JVM. */
    private static final class Node {
        private static final PouchApps APPS = PouchApps.startWithEveryVersion();

        private Node() {}
    }
}
