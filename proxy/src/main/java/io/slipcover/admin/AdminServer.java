package io.slipcover.admin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/**
 * The server for operators. On a port apart from the clients' port, it answers {@code GET /health} and, as CouchDB
 * does, {@code GET /_up}.
 */
public final class AdminServer implements AutoCloseable {
    private static final byte[] ALIVE = "{\"status\":\"ok\"}\n".getBytes(StandardCharsets.UTF_8);
    private static final byte[] UNKNOWN =
            "{\"error\":\"not_found\",\"reason\":\"there are /health and /_up\"}\n".getBytes(StandardCharsets.UTF_8);

    private final HttpServer server;

    private AdminServer(HttpServer server) {
        this.server = server;
    }

    /** Starts the server at an address. Port 0 picks a free port. */
    public static AdminServer start(InetSocketAddress address) throws IOException {
        HttpServer server = HttpServer.create(address, 0);
        server.createContext("/", AdminServer::answer);
        server.start();
        return new AdminServer(server);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            boolean known = path.equals("/health") || path.equals("/_up");
            byte[] body = known ? ALIVE : UNKNOWN;
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            boolean headOnly = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(known ? 200 : 404, headOnly ? -1 : body.length);
            if (!headOnly) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    /** The address where the server listens. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
