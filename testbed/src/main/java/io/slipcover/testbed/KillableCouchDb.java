package io.slipcover.testbed;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A CouchDB of a test's own, which the test can kill at any moment, as a power cut does, and start again with the same data at the same
 * port.
 */
public final class KillableCouchDb implements AutoCloseable {
    private final InstalledCouchDb installed;
    private final Path folder;
    private final URI url;
    private ServerProcess process;

    private KillableCouchDb(InstalledCouchDb installed) {
        this.installed = installed;
        this.folder = installed.prepare();
        this.process = installed.process(folder);
        this.url = installed.awaitUrl(process);
        installed.keepPort(folder, url.getPort());
    }

    /** Starts the one that is installed on this machine; empty where there is none, or where tests are told to use another server. */
    public static Optional<KillableCouchDb> start() {
        InstalledCouchDb installed = InstalledCouchDb.of(System.getenv("COUCHDB_HOME"));
        String insistedOn = System.getenv().getOrDefault("SLIPCOVER_TEST_SERVER", installed.name());
        boolean isAnotherGiven = System.getenv("COUCHDB_URL") != null;
        return installed.isThere() && insistedOn.equals(installed.name()) && !isAnotherGiven
                ? Optional.of(new KillableCouchDb(installed))
                : Optional.empty();
    }

    public URI url() {
        return url;
    }

    /** A client that may do everything. */
    public CouchClient client() {
        return installed.client(url);
    }

    /** Kills the process, which does not learn of it. */
    public void kill() {
        process.kill();
    }

    /** Starts again after a {@link #kill}, and waits until CouchDB serves. */
    public void restart() {
        process = installed.process(folder);
        installed.awaitUrl(process);
    }

    @Override
    public void close() {
        process.close();
    }
}
