package io.slipcover.benchmarks.compare;

import io.slipcover.testbed.CouchServer;

/** How the loads on a real CouchDB are measured. */
final class CouchLoads {
    private final CouchServer server;

    CouchLoads(CouchServer server) {
        this.server = server;
    }

    Measurement of(Load load) {
        return switch (load) {
            case COUCH_BULK_DOCS -> new CouchBatch(server.client());
            case POUCH_PULL -> new PouchPull(server.client());
            case POUCH_PUSH -> new PouchPush(server.client());
            case GET,
                    CHANGES,
                    BULK_GET,
                    BULK_DOCS,
                    BULK_DOCS_BASES,
                    ATTACHMENT,
                    LATENCY,
                    STARTUP,
                    MEMORY,
                    FEED_MEMORY -> throw new IllegalArgumentException(load.key() + " is a load on files");
        };
    }
}
