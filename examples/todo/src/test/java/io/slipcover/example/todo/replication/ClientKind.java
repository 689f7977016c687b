package io.slipcover.example.todo.replication;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.slipcover.testbed.CouchServer;
import io.slipcover.testbed.PouchApps;
import java.net.URI;

/** The replicating clients that there are in the field. */
public enum ClientKind {
    COUCHDB_REPLICATE("CouchDB _replicate") {
        @Override
        public ReplicatingClient open(CouchServer server, URI proxied, String clientVersion) {
            return openCouchDb(server, new Replicator.Asked(server.client()), proxied, clientVersion);
        }
    },
    COUCHDB_REPLICATOR("CouchDB _replicator") {
        @Override
        public ReplicatingClient open(CouchServer server, URI proxied, String clientVersion) {
            return openCouchDb(server, new Replicator.Told(server.client()), proxied, clientVersion);
        }
    },
    POUCHDB_9("PouchDB 9.0.0") {
        @Override
        public ReplicatingClient open(CouchServer server, URI proxied, String clientVersion) {
            return openPouchDb("9.0.0", proxied, clientVersion);
        }
    },
    POUCHDB_7("PouchDB 7.3.1") {
        @Override
        public ReplicatingClient open(CouchServer server, URI proxied, String clientVersion) {
            return openPouchDb("7.3.1", proxied, clientVersion);
        }
    },
    POUCHDB_6("PouchDB 6.4.3") {
        @Override
        public ReplicatingClient open(CouchServer server, URI proxied, String clientVersion) {
            return openPouchDb("6.4.3", proxied, clientVersion);
        }
    },
    POUCHDB_5("PouchDB 5.4.5") {
        @Override
        public ReplicatingClient open(CouchServer server, URI proxied, String clientVersion) {
            return openPouchDb("5.4.5", proxied, clientVersion);
        }
    },
    COUCHBASE_LITE("Couchbase Lite 1.4.0") {
        @Override
        public ReplicatingClient open(CouchServer server, URI proxied, String clientVersion) {
            assumeTrue(
                    CouchbaseLiteClient.isSupported(),
                    "Couchbase Lite for Java has no storage engine for this machine");
            return new CouchbaseLiteClient(proxied, clientVersion);
        }
    };

    private final String description;

    ClientKind(String description) {
        this.description = requireNonNull(description, "description");
    }

    /**
     * Opens a client of a release with an empty database. Skips the test where this kind of client does not run here.
     *
     * @param server where the stored documents are
     * @param proxied the database as the proxy shows it
     */
    public abstract ReplicatingClient open(CouchServer server, URI proxied, String clientVersion);

    private static ReplicatingClient openCouchDb(
            CouchServer server, Replicator replicator, URI proxied, String clientVersion) {
        assumeTrue(server.isCouchDb(), () -> server.description() + " has no replicator of CouchDB's");
        return new CouchDbClient(server, replicator, proxied, clientVersion);
    }

    private static ReplicatingClient openPouchDb(String version, URI proxied, String clientVersion) {
        return new PouchDbClient(Node.APPS.open(version, proxied, clientVersion));
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
