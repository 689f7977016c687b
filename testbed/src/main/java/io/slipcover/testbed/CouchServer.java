package io.slipcover.testbed;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A running server that speaks CouchDB's API. A server that the testbed started listens on a free port of the loopback
 * interface, and allows requests of pages of any origin (CORS) with CouchDB's own list of headers. Such a server has
 * its own data. The data go when somebody closes the server or the JVM ends.
 *
 * <p>The environment variable {@code SLIPCOVER_TEST_SERVER} insists on one kind: {@code url}, {@code installed}, {@code
 * container} or {@code express-pouchdb}.
 */
public final class CouchServer implements AutoCloseable {
    private static @Nullable CouchServer shared;

    private final URI url;
    private final Optional<Credentials> administrator;
    private final String description;
    private final boolean isCouchDb;
    private final Runnable stop;

    CouchServer(URI url, Optional<Credentials> administrator, String description, boolean isCouchDb, Runnable stop) {
        this.url = requireNonNull(url, "url");
        this.administrator = requireNonNull(administrator, "administrator");
        this.description = requireNonNull(description, "description");
        this.isCouchDb = isCouchDb;
        this.stop = requireNonNull(stop, "stop");
    }

    /** Starts the first kind of server that this machine offers. */
    public static CouchServer start() {
        return start(Candidate.inOrder(), System.getenv("SLIPCOVER_TEST_SERVER"));
    }

    /** Starts the first candidate that the machine has; with a name, only the candidate of that name. */
    static CouchServer start(List<Candidate> candidates, @Nullable String name) {
        if (name != null
                && candidates.stream().noneMatch(candidate -> candidate.name().equals(name))) {
            throw new IllegalStateException("SLIPCOVER_TEST_SERVER: found '" + name + "', expected one of "
                    + candidates.stream().map(Candidate::name).collect(joining(", ")));
        }
        for (Candidate candidate : candidates) {
            if (name == null || candidate.name().equals(name)) {
                Optional<CouchServer> server = candidate.start();
                if (server.isPresent()) {
                    return server.get();
                }
            }
        }
        throw new IllegalStateException(
                name == null
                        ? "no server for the tests: install Node, which can run one, or set COUCHDB_URL"
                        : "SLIPCOVER_TEST_SERVER: this machine has no '" + name + "'");
    }

    /**
     * The server that all tests of this JVM share. The first test that asks for the server starts it. It stops with the
     * JVM, and nobody closes it. Each test makes databases of its own there, see {@link CouchClient#createDatabase}.
     */
    public static synchronized CouchServer shared() {
        if (shared == null) {
            shared = start();
            System.err.println("testbed: " + shared.description() + ", " + shared.url());
        }
        return shared;
    }

    /** The address, without credentials and without a slash at its end. */
    public URI url() {
        return url;
    }

    /** The user who may do everything; empty where everybody may. */
    public Optional<Credentials> administrator() {
        return administrator;
    }

    /** An address with the administrator's credentials in it, as apps take it. */
    public URI asAdministrator(URI address) {
        return administrator.map(who -> who.at(address)).orElse(address);
    }

    /** What the server is and where it came from, such as {@code Apache CouchDB 3.5.0 in /opt/couchdb}. */
    public String description() {
        return description;
    }

    /**
     * Whether the server is CouchDB itself. Other servers lack CouchDB's replicator, users and security, the continuous
     * feed's timeout and heartbeat, revision trees that merge exactly as CouchDB's do, and numbers in their own
     * spelling.
     */
    public boolean isCouchDb() {
        return isCouchDb;
    }

    /** A client of this server that may do everything. */
    public CouchClient client() {
        return client(url);
    }

    /** Such a client that reaches the server by another way, such as a proxy. The way has no slash at its end. */
    public CouchClient client(URI way) {
        return new CouchClient(way, administrator);
    }

    /** Stops the server and removes its data, if the testbed started the server. */
    @Override
    public void close() {
        stop.run();
    }

    @Override
    public String toString() {
        return description + ", " + url;
    }
}
