package io.slipcover.admin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.slipcover.config.CannotListenException;
import io.slipcover.report.Reports;
import io.slipcover.route.Target;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The server for operators. On a port apart from the clients' port, it answers {@code GET /metrics}, {@code GET
 * /health} and, as CouchDB does, {@code GET /_up}. Everybody may ask. A few threads of the server's own answer, so that
 * nobody waits for a client that does not finish its question.
 */
public final class AdminServer implements AutoCloseable {
    private static final String JSON = "application/json";
    private static final String ALIVE = "{\"status\":\"ok\"}\n";
    private static final String UNKNOWN =
            "{\"error\":\"not_found\",\"reason\":\"there are /metrics, /stuck, /health and /_up\"}\n";
    private static final String METHOD = "{\"error\":\"method_not_allowed\",\"reason\":\"only GET,HEAD allowed\"}\n";

    /** How many questions are answered at once. */
    private static final int THREADS = 4;

    /** How many seconds a client has for its question; the property is for all servers of this kind. */
    private static final String LONGEST_QUESTION = "sun.net.httpserver.maxReqTime";

    private static final int IDLE_SECONDS = 60;

    static {
        if (System.getProperty(LONGEST_QUESTION) == null) {
            System.setProperty(LONGEST_QUESTION, "10");
        }
    }

    private final HttpServer server;
    private final ThreadPoolExecutor threads = threads();
    private final Reports reports;
    private final DoubleSupplier connections;

    private @Nullable Metrics metrics;

    private AdminServer(HttpServer server, Reports reports, DoubleSupplier connections) {
        this.server = server;
        this.reports = reports;
        this.connections = connections;
    }

    /**
     * Starts the server at an address. Port 0 picks a free port.
     *
     * @param connections how many connections of clients are open
     * @throws CannotListenException where the address cannot be had
     */
    public static AdminServer start(InetSocketAddress address, Reports reports, DoubleSupplier connections) {
        HttpServer server = listen(address);
        AdminServer admin = new AdminServer(server, reports, connections);
        server.createContext("/", admin::answer);
        server.setExecutor(admin.threads);
        server.start();
        return admin;
    }

    private static ThreadPoolExecutor threads() {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                new DefaultThreadFactory("slipcover-admin", true));
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    private static HttpServer listen(InetSocketAddress address) {
        try {
            return HttpServer.create(address, 0);
        } catch (IOException | UnresolvedAddressException cause) {
            throw new CannotListenException(address, cause);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String method = exchange.getRequestMethod();
            if (!method.equals("GET") && !method.equals("HEAD")) {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                send(exchange, 405, JSON, METHOD);
                return;
            }
            switch (exchange.getRequestURI().getPath()) {
                case "/health", "/_up" -> send(exchange, 200, JSON, ALIVE);
                case "/metrics" ->
                    send(exchange, 200, Metrics.CONTENT_TYPE, metrics().scrape());
                case "/stuck" -> stuck(exchange);
                default -> send(exchange, 404, JSON, UNKNOWN);
            }
        }
    }

    private void stuck(HttpExchange exchange) throws IOException {
        String database =
                Target.parse(exchange.getRequestURI().toString()).query().first("database");
        String accepted = exchange.getRequestHeaders().getFirst("Accept");
        if (accepted != null && accepted.startsWith("text/plain")) {
            send(exchange, 200, "text/plain; charset=utf-8", reports.stuck().table(database));
        } else {
            send(exchange, 200, JSON, reports.stuck().json(database));
        }
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        send(exchange, status, type, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        boolean headOnly = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, headOnly ? -1 : body.length);
        if (!headOnly) {
            exchange.getResponseBody().write(body);
        }
    }

    private synchronized Metrics metrics() {
        Metrics made = metrics;
        if (made == null) {
            made = new Metrics(reports, connections);
            metrics = made;
        }
        return made;
    }

    /** The address where the server listens. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    @Override
    public synchronized void close() {
        server.stop(0);
        threads.shutdownNow();
        if (metrics != null) {
            metrics.close();
        }
    }
}
