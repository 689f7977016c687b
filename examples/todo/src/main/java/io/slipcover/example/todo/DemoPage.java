package io.slipcover.example.todo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.slipcover.config.CannotListenException;
import io.slipcover.config.FileTrouble;
import io.slipcover.testbed.PouchApps;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.util.Map;
import java.util.UUID;

/** The server of the page with three phones. It listens on the loopback interface. */
public final class DemoPage implements AutoCloseable {
    /** What can be asked for, and what it is. */
    private static final Map<String, String> TYPES = Map.of(
            "index.html", "text/html; charset=utf-8",
            "style.css", "text/css; charset=utf-8",
            "demo.js", "text/javascript; charset=utf-8",
            "elements.js", "text/javascript; charset=utf-8",
            "phone.js", "text/javascript; charset=utf-8",
            "conflict.js", "text/javascript; charset=utf-8",
            "releases.js", "text/javascript; charset=utf-8");

    private final HttpServer server;

    private DemoPage(HttpServer server) {
        this.server = server;
    }

    /** Serves the page of a stage. Port 0 picks a free port. */
    public static DemoPage start(TodoStage stage, int port) {
        DemoPage page = listening(port);
        page.show(stage);
        return page;
    }

    /**
     * A page that is still empty. Whoever asks for it waits until it shows something.
     *
     * @throws CannotListenException where the port cannot be had
     */
    static DemoPage listening(int port) {
        return new DemoPage(listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
    }

    /** Shows a stage. */
    void show(TodoStage stage) {
        try {
            byte[] pouchDb = Files.readAllBytes(PouchApps.browserBuild());
            byte[] setup = setup(stage);
            server.createContext("/", exchange -> answer(exchange, pouchDb, setup));
            server.start();
        } catch (IOException failed) {
            throw new UncheckedIOException("the page cannot be shown: " + FileTrouble.of(failed), failed);
        }
    }

    private static HttpServer listen(InetSocketAddress address) {
        try {
            return HttpServer.create(address, 0);
        } catch (IOException cause) {
            throw new CannotListenException(address, cause);
        }
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    // What the page asks for when it is loaded. A run's databases in the browser are not those of the run before.
    private static byte[] setup(TodoStage stage) throws IOException {
        return new ObjectMapper()
                .writeValueAsBytes(Map.of(
                        "run", UUID.randomUUID().toString().substring(0, 8),
                        "proxy", stage.proxyUrl().toString(),
                        "couchdb", stage.server().url().toString(),
                        "server", stage.server().description(),
                        "database", stage.database()));
    }

    private static void answer(HttpExchange exchange, byte[] pouchDb, byte[] setup) throws IOException {
        try (exchange) {
            String name = exchange.getRequestURI().getPath().substring(1);
            if (name.isEmpty()) {
                name = "index.html";
            }
            if (name.equals("pouchdb.min.js")) {
                send(exchange, 200, "text/javascript; charset=utf-8", pouchDb);
            } else if (name.equals("setup.json")) {
                send(exchange, 200, "application/json", setup);
            } else if (TYPES.containsKey(name)) {
                send(exchange, 200, TYPES.get(name), resource(name));
            } else {
                send(exchange, 404, "text/plain; charset=utf-8", "There is no such page.\n".getBytes(UTF_8));
            }
        }
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream stream = DemoPage.class.getResourceAsStream("page/" + name)) {
            if (stream == null) {
                throw new IOException("page/" + name + " is not beside " + DemoPage.class.getName());
            }
            return stream.readAllBytes();
        }
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        boolean isHead = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, isHead ? -1 : body.length);
        if (!isHead) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
