package io.slipcover.testbed;

import java.util.List;
import java.util.Optional;

/** One kind of server that the testbed knows how to come by. */
sealed interface Candidate permits ConfiguredServer, InstalledCouchDb, CouchDbContainer, ExpressPouchDb {
    /** All kinds, the one to be preferred first. */
    static List<Candidate> inOrder() {
        return List.of(
                new ConfiguredServer(System.getenv("COUCHDB_URL")),
                InstalledCouchDb.of(System.getenv("COUCHDB_HOME")),
                new CouchDbContainer(),
                new ExpressPouchDb());
    }

    /** What {@code SLIPCOVER_TEST_SERVER} calls it. */
    String name();

    /**
     * Starts the server.
     *
     * @return empty where this machine does not offer it; quickly, and without a word
     * @throws IllegalStateException where the machine offers it, but it does not start
     */
    Optional<CouchServer> start();
}
