package io.slipcover.benchmarks.compare;

import io.slipcover.testbed.CouchServer;
import java.net.URI;
import java.util.Map;

/** The loads on a real CouchDB. */
final class CouchLoads implements Loads {
    private final CouchServer server;

    private CouchLoads(CouchServer server) {
        this.server = server;
    }

    static CouchLoads start() {
        return new CouchLoads(CouchServer.start());
    }

    @Override
    public URI url() {
        return server.url();
    }

    @Override
    public Map<String, String> programs() {
        return Map.of("CouchDB", server.description());
    }

    @Override
    public Measurement of(Load load) {
        return switch (load) {
            case COUCH_BULK_DOCS -> new CouchBatch(server.client());
            case FIND_MIXED -> new IndexedFind(server.client(), true);
            case FIND_MIGRATED -> new IndexedFind(server.client(), false);
            case POUCH_PULL -> new PouchPull(server.client());
            case POUCH_PUSH -> new PouchPush(server.client());
            case GET,
                    CHANGES,
                    BULK_GET,
                    BULK_DOCS,
                    BULK_DOCS_BASES,
                    ATTACHMENT,
                    TLS,
                    LATENCY,
                    STARTUP,
                    MEMORY,
                    FEED_MEMORY,
                    FEED_LATENESS,
                    FEED_BROADCAST,
                    GROWTH_SIZE,
                    GROWTH_CONNECTIONS,
                    GROWTH_STREAMS -> throw new IllegalArgumentException(load.key() + " is no load on CouchDB");
        };
    }

    @Override
    public void close() {
        server.close();
    }
}
