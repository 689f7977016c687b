package io.slipcover.admin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Answers {@code GET /health} and, as CouchDB does, {@code GET /_up}, apart from the clients' port. */
public final class AdminServer implements AutoCloseable {
    private static final byte[] ALIVE = "{\"status\":\"ok\"}\n".getBytes(StandardCharsets.UTF_8);
    private static final byte[] UNKNOWN =
            "{\"error\":\"not_found\",\"reason\":\"there are /health and /_up\"}\n".getBytes(StandardCharsets.UTF_8);

    private final HttpServer server;

    private AdminServer(HttpServer server) {
        this.server = server;
    }

    /** Listens at an address; port 0 picks a free one. */
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

    /** Where it listens. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
