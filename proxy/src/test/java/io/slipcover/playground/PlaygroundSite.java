package io.slipcover.playground;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.slipcover.admin.AdminServer;
import io.slipcover.admin.Greeting;
import io.slipcover.config.Configuration;
import io.slipcover.upstream.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An admin address with a playground, on a schema of three releases, before a little CouchDB that lets one user in. */
final class PlaygroundSite implements AutoCloseable {
    static final String TODO = """
            {"_id":"t1","_rev":"2-b","schema":"todo","version":3,"text":"Plan","status":"waiting","people":["ben","cleo"],"size":1.50}""";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LOGIN = "Basic " + Base64.getEncoder().encodeToString("änn:päss".getBytes(UTF_8));

    private final HttpServer couch;
    private final AdminServer admin;
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private String recognition = "{ field: schema }";
    private volatile Configuration configuration;
    private volatile byte[] stored = TODO.getBytes(UTF_8);

    PlaygroundSite(Path folder, @Nullable String token) throws IOException {
        couch = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        couch.createContext("/", this::answer);
        couch.start();
        configuration = load(folder, "");
        admin = AdminServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Transport.best(),
                token,
                Greeting.NONE,
                Playground.resources(() -> configuration));
    }

    /** Has other lines at the end of the configuration. */
    void reconfigure(Path folder, String more) throws IOException {
        configuration = load(folder, more);
    }

    /** Has another rule that tells types. */
    void recognize(Path folder, String type) throws IOException {
        recognition = type;
        configuration = load(folder, "");
    }

    /** Has another document in CouchDB. */
    void store(String document) {
        stored = document.getBytes(UTF_8);
    }

    private Configuration load(Path folder, String more) throws IOException {
        Path lenses = Files.createDirectories(folder.resolve("lenses"));
        Files.writeString(lenses.resolve("todo.1-2.yaml"), """
                type: todo
                from: 1
                to: 2
                lens:
                  - rename: { source: isDone, destination: status }
                  - convert: { name: status, pairs: [[false, active], [true, done]], otherwise: [false, active] }
                  - add: { name: person, default: null }
                """);
        Files.writeString(lenses.resolve("todo.2-3.yaml"), """
                type: todo
                from: 2
                to: 3
                lens:
                  - rename: { source: title, destination: text }
                  - convert: { name: mood, pairs: [[1, calm], [2, wild]], partial: true }
                  - rename: { source: person, destination: people }
                  - wrap: { name: people }
                """);
        Path file = Files.writeString(folder.resolve("slipcover.yaml"), """
                listen: 127.0.0.1:0
                upstream: http://127.0.0.1:%d
                databases: [todos]
                documents:
                  type: %s
                  version: { field: version, when-absent: 1 }
                releases:
                  - { name: "1", clients: 1.x, types: { todo: 1 } }
                  - { name: "2", clients: 2.x, types: { todo: 2 } }
                  - { name: "3", clients: ">=3.0.0", types: { todo: 3 } }
                lenses: lenses
                %s
                """.formatted(
                        couch.getAddress().getPort(), recognition, more));
        return Configuration.load(file, Map.of());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            asked.add(exchange.getRequestURI().getRawPath());
            boolean known = LOGIN.equals(exchange.getRequestHeaders().getFirst("Authorization"));
            boolean there = exchange.getRequestURI().getRawPath().endsWith("/t%2F1%3F");
            byte[] body = !known
                    ? "{\"error\":\"unauthorized\",\"reason\":\"Name or password is incorrect.\"}".getBytes(UTF_8)
                    : there ? stored : "{\"error\":\"not_found\",\"reason\":\"missing\"}".getBytes(UTF_8);
            exchange.sendResponseHeaders(!known ? 401 : there ? 200 : 404, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /** The paths that CouchDB was asked for. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + admin.address().getPort());
    }

    /** Asks a question, with headers in pairs. */
    HttpResponse<String> ask(String path, Map<String, String> question, String... headers)
            throws IOException, InterruptedException {
        ObjectNode body = JSON.createObjectNode();
        question.forEach(body::put);
        HttpRequest.Builder request = HttpRequest.newBuilder(url().resolve(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    static JsonNode json(HttpResponse<String> answer) throws IOException {
        return JSON.readTree(answer.body());
    }

    @Override
    public void close() {
        admin.close();
        couch.stop(0);
    }
}
