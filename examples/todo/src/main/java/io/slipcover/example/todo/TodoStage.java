package io.slipcover.example.todo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipcover.config.Address;
import io.slipcover.config.Configuration;
import io.slipcover.dispatch.ProxyConfiguration;
import io.slipcover.server.ProxyServer;
import io.slipcover.testbed.CouchClient;
import io.slipcover.testbed.CouchServer;
import io.slipcover.upstream.Transport;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A stage for the demo and for tests: a database of todos on a server, and the proxy in front of the server. The caller
 * owns the server. The stage removes the database when somebody closes the stage.
 */
public final class TodoStage implements AutoCloseable {
    private static final int EVENT_LOOPS = 2;

    private final CouchServer server;
    private final String database;
    private final ProxyServer proxy;
    private final URI proxyUrl;

    private TodoStage(CouchServer server, String database, ProxyServer proxy) {
        this.server = server;
        this.database = database;
        this.proxy = proxy;
        this.proxyUrl = URI.create("http://127.0.0.1:" + proxy.address().getPort());
    }

    /**
     * Creates an empty database and starts the proxy in front of it, on a free port.
     *
     * @param configuration the example's {@code slipcover.yaml}, or a file like it
     * @throws io.slipcover.config.ConfigurationException with every mistake in the configuration
     */
    public static TodoStage open(CouchServer server, Path configuration) {
        Map<String, String> environment =
                Map.of("LISTEN", "127.0.0.1:0", "COUCHDB_URL", server.url().toString());
        ProxyServer proxy = startProxy(Configuration.load(configuration, environment));
        try {
            return new TodoStage(server, server.client().createDatabase("todos-"), proxy);
        } catch (RuntimeException failed) {
            proxy.close();
            throw failed;
        }
    }

    private static ProxyServer startProxy(Configuration configuration) {
        Address listen = configuration.settings().listen();
        return ProxyServer.start(
                new InetSocketAddress(listen.host(), listen.port()),
                EVENT_LOOPS,
                Transport.best(),
                ProxyConfiguration.of(configuration));
    }

    /**
     * The file with the example's own configuration. It stands in the folder above the folder with this class's jar.
     */
    static Path ownConfiguration() {
        Path classes = Path.of(URI.create(TodoStage.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString()));
        return classes.resolve("../../slipcover.yaml").normalize();
    }

    /** Stores the example's documents past the proxy, as people wrote them over the years. */
    public void loadDocuments() {
        try (InputStream stream = requireNonNull(TodoStage.class.getResourceAsStream("documents.jsonl"), "documents")) {
            String documents = new String(stream.readAllBytes(), UTF_8).lines().collect(Collectors.joining(","));
            server.client()
                    .post("/" + database + "/_bulk_docs", "{\"docs\":[" + documents + "]}")
                    .orThrow();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public CouchServer server() {
        return server;
    }

    /** The database's name, on the server and on the proxy. */
    public String database() {
        return database;
    }

    /** The proxy's address, without a slash at its end. */
    public URI proxyUrl() {
        return proxyUrl;
    }

    /** The address of the database, as clients of the proxy use it. */
    public URI databaseUrl() {
        return URI.create(proxyUrl + "/" + database);
    }

    /** A document as it is stored. */
    public JsonNode stored(String id) {
        return server.client().get("/" + database + "/" + id).orThrow().json();
    }

    /** A document as the proxy shows it to a client of this version. */
    public JsonNode shown(String id, String clientVersion) {
        return client(clientVersion).get("/" + database + "/" + id).orThrow().json();
    }

    /** A plain client of the proxy that names this version. */
    public CouchClient client(String clientVersion) {
        return CouchClient.of(proxyUrl).with("X-Client-Version", clientVersion);
    }

    @Override
    public void close() {
        proxy.close();
        try {
            server.client().delete("/" + database);
        } catch (UncheckedIOException unreachable) {
            // At the end of the JVM a server that was started here may go first, and the database with it.
        }
    }
}
