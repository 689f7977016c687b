package io.slipcover.simulation;

import io.slipcover.testbed.CouchClient;
import io.slipcover.testbed.CouchServer;
import io.slipcover.testbed.KillableCouchDb;
import java.net.URI;
import java.util.Optional;

/**
 * Slipcover as a process of its own in front of a server, both of which can be killed. Where the server is not CouchDB, it keeps its data in
 * memory, so that only Slipcover can be killed.
 */
final class Servers implements AutoCloseable {
    private final Optional<KillableCouchDb> couchDb;
    private final CouchClient couch;
    private final KillableSlipcover slipcover;

    Servers() {
        couchDb = KillableCouchDb.start();
        couch = couchDb.map(KillableCouchDb::client)
                .orElseGet(() -> CouchServer.shared().client());
        slipcover = new KillableSlipcover(couch.url());
    }

    /** A client of the server itself that may do everything. */
    CouchClient couch() {
        return couch;
    }

    URI slipcover() {
        return slipcover.url();
    }

    boolean canKillCouchDb() {
        return couchDb.isPresent();
    }

    void killCouchDb() {
        couchDb.ifPresent(KillableCouchDb::kill);
    }

    void restartCouchDb() {
        couchDb.ifPresent(KillableCouchDb::restart);
    }

    void killSlipcover() {
        slipcover.kill();
    }

    void restartSlipcover() {
        slipcover.restart();
    }

    @Override
    public void close() {
        slipcover.close();
        couchDb.ifPresent(KillableCouchDb::close);
    }
}
