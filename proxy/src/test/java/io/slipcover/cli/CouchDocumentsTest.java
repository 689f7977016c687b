package io.slipcover.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.slipcover.config.Configuration;
import io.slipcover.config.Settings;
import io.slipcover.couch.Attempts;
import io.slipcover.couch.CouchDb;
import io.slipcover.couch.Logins;
import io.slipcover.json.JsonName;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** A database of a little server that knows {@code _all_docs} and {@code _bulk_get} and notes what it is asked. */
final class CouchDocumentsTest {
    private static final Path EXAMPLE = Path.of("../examples/todo/slipcover.yaml");

    private final TreeMap<String, String> documents = new TreeMap<>();
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final List<String> problems = new ArrayList<>();
    private final AtomicInteger stalls = new AtomicInteger(1);
    private volatile String stallsAt = "";
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private HttpServer server;
    private String address;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/todos", this::answer);
        server.start();
        address = "http://127.0.0.1:" + server.getAddress().getPort() + "/todos";
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String query = exchange.getRequestURI().getRawQuery();
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        asked.add(exchange.getRequestMethod() + " " + path + " " + (body.isEmpty() ? "" : body)
                + exchange.getRequestHeaders().getOrDefault("Authorization", List.of()));
        byte[] answer = answer(path, query == null ? "" : query, body).getBytes(UTF_8);
        exchange.sendResponseHeaders(path.equals("/todos") && documents.isEmpty() ? 404 : 200, answer.length);
        if (exchange.getRequestMethod().equals(stallsAt) && stalls.getAndDecrement() > 0) {
            exchange.getResponseBody().write(answer, 0, answer.length / 2);
            exchange.getResponseBody().flush();
            return; // Nothing more comes, and the connection stays.
        }
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private String answer(String path, String query, String body) {
        if (path.equals("/todos")) {
            return documents.isEmpty()
                    ? "{\"reason\":\"Database does not exist.\"}"
                    : "{\"doc_count\":" + documents.size() + "}";
        }
        if (path.endsWith("_bulk_get")) {
            return "{\"results\":[{\"id\":\"c\",\"docs\":[{\"ok\":{\"_id\":\"c\",\"_rev\":\"1-lost\",\"schema\":\"todo-item\"}}]}]}";
        }
        List<String> rows = new ArrayList<>();
        String start = parameter(query, "startkey");
        for (String id : start.isEmpty()
                ? documents.keySet()
                : documents.tailMap(start.substring(1, start.length() - 1)).keySet()) {
            boolean wanted = body.isEmpty() || body.contains("\"" + id + "\"");
            if (wanted
                    && rows.size() < Integer.parseInt("0" + parameter(query, "limit")) + (body.isEmpty() ? 0 : 1_000)) {
                rows.add("{\"id\":\"%s\",\"key\":\"%1$s\",\"value\":{\"rev\":\"1-a\"}%s}"
                        .formatted(id, query.contains("include_docs") ? ",\"doc\":" + documents.get(id) : ""));
            }
        }
        return "{\"total_rows\":" + documents.size() + ",\"offset\":0,\"rows\":[\r\n" + String.join(",\r\n", rows)
                + "\r\n]}";
    }

    private static String parameter(String query, String name) {
        for (String parameter : query.split("&", -1)) {
            if (parameter.startsWith(name + "=")) {
                return URLDecoder.decode(parameter.substring(name.length() + 1), UTF_8);
            }
        }
        return "";
    }

    private CouchDocuments reading(int rate) throws IOException {
        DatabaseAddress database = DatabaseAddress.parse(address);
        Settings settings = Configuration.load(
                        EXAMPLE,
                        Files.readString(EXAMPLE) + "\nlimits: { nesting: 100 }\ntimeouts: { stall: 100ms }\n",
                        Map.of())
                .settings()
                .withUpstreams(List.of(database.server()));
        Logins logins = Logins.find(Map.of("COUCHDB_USER", "ada", "COUCHDB_PASSWORD", "x"), null);
        return new CouchDocuments(
                new CouchDb(settings, logins), database, new Attempts(2, Duration.ofMillis(1)), rate, problems::add);
    }

    private void store(int count) {
        for (int index = 0; index < count; index++) {
            String id = "id-%05d".formatted(index);
            documents.put(
                    id,
                    "{\"_id\":\"%s\",\"_rev\":\"1-a\",\"schema\":\"todo-item\",\"version\":1,\"title\":\"T\",\"isDone\":true}"
                            .formatted(id));
        }
    }

    @Test
    void all_severalPages_everyDocumentOnce() throws Exception {
        store(2_500);
        List<String> ids = new ArrayList<>();
        CouchDocuments reading = reading(0);

        assertThat(reading.count()).isEqualTo(2_500);
        reading.all(document -> ids.add(document.string(JsonName.of("_id"))));

        assertThat(ids).containsExactlyElementsOf(documents.keySet());
        assertThat(asked)
                .hasSize(4)
                .allMatch(request -> request.startsWith("GET") && request.endsWith("[Basic YWRhOng=]"));
        assertThat(reading.isWhole()).isTrue();
    }

    @Test
    void all_lastPageIsFull_ends() throws Exception {
        store(2_000);
        List<Object> seen = new ArrayList<>();
        reading(0).all(seen::add);
        assertThat(seen).hasSize(2_000);
    }

    @Test
    void all_rowsThatAreNoDocuments_areReportedAndTheReadingGoesOn() throws Exception {
        store(2_500);
        documents.put("id-00003", "null");
        documents.put("id-00004", "{\"_id\":\"id-00004\",\"deep\":" + "[".repeat(100) + "]".repeat(100) + "}");
        documents.put("id-00005", "{\"_id\":\"id-00005\",\"deep\":" + "[".repeat(99) + "]".repeat(99) + "}");
        List<String> ids = new ArrayList<>();
        CouchDocuments reading = reading(0);

        reading.all(document -> ids.add(document.string(JsonName.of("_id"))));

        assertThat(ids).hasSize(2_498).contains("id-00005").last().isEqualTo("id-02499");
        assertThat(problems)
                .containsExactly(
                        address + ": document 'id-00003': CouchDB sent its row without the document",
                        address
                                + ": document 'id-00004': the document is nested deeper than 100 levels (limits: nesting)");
        assertThat(reading.isWhole()).isFalse();
    }

    @Test
    void some_rowWithoutDocument_isReported() throws Exception {
        store(5);
        documents.put("id-00003", "null");
        List<String> ids = new ArrayList<>();
        CouchDocuments reading = reading(0);

        reading.some(5, 5, document -> ids.add(document.string(JsonName.of("_id"))));

        assertThat(ids).containsExactly("id-00000", "id-00001", "id-00002", "id-00004");
        assertThat(problems).hasSize(1);
        assertThat(reading.isWhole()).isFalse();
    }

    @Test
    void all_bodyStalls_isReadOnFromThere() throws Exception {
        store(20);
        stallsAt = "GET";
        List<String> ids = new ArrayList<>();
        CouchDocuments reading = reading(0);

        reading.all(document -> ids.add(document.string(JsonName.of("_id"))));

        assertThat(ids).containsExactlyElementsOf(documents.keySet());
        assertThat(asked).hasSize(2);
        assertThat(reading.isWhole()).isTrue();
    }

    @Test
    void some_bodyStalls_isReadOnFromThere() throws Exception {
        store(20);
        List<String> ids = new ArrayList<>();
        CouchDocuments reading = reading(0);
        stallsAt = "POST";

        reading.some(20, 20, document -> ids.add(document.string(JsonName.of("_id"))));

        assertThat(ids).containsExactlyElementsOf(documents.keySet());
        assertThat(asked).hasSize(3);
    }

    @Test
    void all_everyBodyStalls_isGivenUp() {
        store(20);
        stallsAt = "GET";
        stalls.set(2);

        assertThatThrownBy(() -> reading(0).all(document -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("CouchDB sent nothing more of its answer for 100 ms");
    }

    @Test
    void some_areTakenFromTheWholeDatabase() throws Exception {
        store(2_500);
        List<String> ids = new ArrayList<>();
        reading(0).some(5, 2_500, document -> ids.add(document.string(JsonName.of("_id"))));
        assertThat(ids).containsExactly("id-00000", "id-00500", "id-01000", "id-01500", "id-02000");
    }

    @Test
    void conflicts_leavesThatLost_areRead() throws Exception {
        documents.put("c", "{\"_id\":\"c\",\"_rev\":\"2-b\",\"_conflicts\":[\"1-lost\"]}");
        List<String> revisions = new ArrayList<>();
        reading(0).all(document -> revisions.add(document.string(JsonName.of("_rev"))));
        assertThat(revisions).containsExactly("2-b", "1-lost");
        assertThat(asked).last().asString().contains("{\"docs\":[{\"id\":\"c\",\"rev\":\"1-lost\"}]}");
    }

    @Test
    void rate_pagesAreAsSmall() throws Exception {
        store(30);
        List<Object> seen = new ArrayList<>();
        reading(100).all(seen::add);
        assertThat(seen).hasSize(30);
        reading(10).some(3, 30, seen::add);
        assertThat(asked).hasSize(3);
    }

    private int check(String... more) {
        List<String> arguments = new ArrayList<>(List.of("check", "-c", "../examples/todo/slipcover.yaml"));
        arguments.addAll(List.of(more));
        CommandLine commandLine = Slipcover.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments.toArray(String[]::new));
    }

    @Test
    void check_database_reportsAsForSamples() {
        store(1_100);
        documents.put(
                "x", "{\"_id\":\"x\",\"schema\":\"todo-item\",\"version\":3,\"text\":\"T\",\"assignees\":\"secret\"}");

        assertThat(check("--database", address)).isEqualTo(1);
        assertThat(out.toString())
                .contains("  todo-item 1: 1,100 documents")
                .contains("todo-item cannot be shown: todo-item 3 to 1: wrap assignees")
                .contains("    1 document: x")
                .doesNotContain("secret");
        assertThat(err.toString()).contains("todos: 1101 of 1101 documents after ");
        assertThat(asked).allMatch(request -> request.startsWith("GET"));
    }

    @Test
    void check_sampleOfADatabase_readsNoMore() {
        store(1_100);
        assertThat(check("--database", address, "--sample", "11", "--json")).isZero();
        assertThat(out.toString()).contains("\"documents\":11");
    }

    @Test
    void check_noSuchDatabase_saysSo() {
        assertThat(check("--database", address)).isEqualTo(1);
        assertThat(err.toString()).contains("there is no database " + address);
        server.stop(0);
        assertThat(check("--database", address)).isEqualTo(1);
        assertThat(err.toString()).contains("cannot connect to http://127.0.0.1:");
    }

    @Test
    void check_wrongOptions_exit2() {
        assertThat(check("--database", "http://a:b@127.0.0.1/todos")).isEqualTo(2);
        assertThat(err.toString()).contains("--database: found a name or a password in the URL");
        assertThat(check("--sample", "5")).isEqualTo(2);
        assertThat(check("--database", address, "--rate", "0")).isEqualTo(2);
    }

    @Test
    void answersThatAreNoJson_areTold() {
        server.removeContext("/todos");
        server.createContext("/todos", exchange -> {
            exchange.sendResponseHeaders(200, 5);
            exchange.getResponseBody().write("<html".getBytes(UTF_8));
            exchange.close();
        });
        assertThatThrownBy(() -> reading(0).count())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("CouchDB's answer is no JSON object");
    }
}
