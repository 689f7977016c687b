package io.slipcover.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the documents of a little server say of a release that nobody uses. */
final class RetireDatabasesTest {
    private static final String TEXT = """
            upstream: http://127.0.0.1:%d
            databases: [%s]
            documents:
              type: { field: t }
              version: { field: v }
              recognise: { a: { 1: { has: [x] }, 2: { has: [y] } } }
            on-refused: quarantine
            quarantine: waiting
            quarantine-credentials: { user: keeper, password: secret }
            releases:
              - { name: "1", clients: 1.x, types: { a: 1 } }
              - { name: "2", clients: 2.x, types: { a: 2 } }
            """;

    @TempDir
    private Path folder;

    /** The document of each database. */
    private final Map<String, String> databases = new ConcurrentHashMap<>();

    /** The databases in which the server does not know {@code _bulk_get}. */
    private final Map<String, Integer> faults = new ConcurrentHashMap<>();

    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        Files.createDirectories(folder.resolve("lenses"));
        Files.writeString(
                folder.resolve("lenses/a.yaml"),
                "type: a\nfrom: 1\nto: 2\nlens:\n  - rename: { source: x, destination: y }\n");
        Files.writeString(folder.resolve("netrc"), "");
        configure("user-*");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void configure(String names) throws IOException {
        Files.writeString(
                folder.resolve("slipcover.yaml"),
                TEXT.formatted(server.getAddress().getPort(), "\"" + names + "\""));
    }

    private void answer(HttpExchange exchange) throws IOException {
        String[] path = exchange.getRequestURI().getPath().substring(1).split("/", -1);
        exchange.getRequestBody().readAllBytes();
        String document = databases.get(path[0]);
        String last = path.length == 1 ? "" : path[1];
        byte[] answer = answer(path[0], last, document).getBytes(UTF_8);
        boolean isThere = path[0].equals("_all_dbs")
                || (document != null && !(last.equals("_bulk_get") && faults.containsKey(path[0])));
        exchange.sendResponseHeaders(isThere ? 200 : 404, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private String answer(String database, String last, String document) {
        if (database.equals("_all_dbs")) {
            return databases.keySet().stream()
                    .sorted()
                    .map(name -> '"' + name + '"')
                    .toList()
                    .toString();
        }
        return switch (last) {
            case "_changes" ->
                "{\"results\":[{\"seq\":\"1\",\"id\":\"a\",\"changes\":[{\"rev\":\"1-a\"}]}],\"last_seq\":\"1\"}";
            case "_bulk_get" -> "{\"results\":[{\"id\":\"a\",\"docs\":[{\"ok\":" + document + "}]}]}";
            case "_all_docs" -> "{\"rows\":[{\"id\":\"q\",\"doc\":" + document + "}]}";
            default -> "{\"doc_count\":1}";
        };
    }

    private static String document(String members) {
        return "{\"_id\":\"a\",\"_rev\":\"1-a\",\"t\":\"a\"," + members + "}";
    }

    private String retire(String... more) throws IOException {
        Path metrics = Files.writeString(folder.resolve("metrics"), """
                slipcover_requests_total{release="2"} 7.0
                # TYPE slipcover_documents_written_in_older_version_total counter
                slipcover_client_version_last_seen_timestamp_seconds{client_version="2.0.0",release="2"} %d
                process_start_time_seconds %d
                """.formatted(
                        Instant.now().getEpochSecond(),
                        Instant.now().minus(Duration.ofDays(40)).getEpochSecond()));
        return run(List.of("--metrics", metrics.toString()), more);
    }

    private String run(List<String> sources, String... more) {
        List<String> all = new ArrayList<>(List.of(
                "retire",
                "-c",
                folder.resolve("slipcover.yaml").toString(),
                "--netrc",
                folder.resolve("netrc").toString(),
                "1"));
        all.addAll(sources);
        all.addAll(List.of(more));
        StringWriter out = new StringWriter();
        CommandLine line = Slipcover.commandLine(all.toArray(String[]::new));
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(out));
        return "exit " + line.execute(all.toArray(String[]::new)) + "\n" + out;
    }

    @Test
    void releaseWhoseShapesAreNotStored_goes_andWhatWasLookedAtIsTold() throws IOException {
        databases.put("user-a", document("\"v\":2,\"y\":1"));
        databases.put("user-b", document("\"v\":2,\"y\":1"));
        assertThat(retire("--all"))
                .startsWith("exit 0\nrelease 1 can go\n")
                .contains(
                        "looked at 2 databases with 2 documents\n",
                        "note: a document of a that tells no version and looks like version 1 is refused afterwards");
        assertThat(retire("--all", "--json")).contains("\"stays_because\":[],\"databases\":2,\"documents\":2");
    }

    @Test
    void documentOfWhichNobodyCanTellTheVersion_keepsTheRelease() throws IOException {
        for (String members : List.of("\"x\":1,\"y\":2", "\"v\":1,\"y\":2", "\"v\":\"?\",\"x\":2")) {
            databases.put("user-a", document(members));
            assertThat(retire("--all"))
                    .startsWith("exit 1\nrelease 1 cannot go yet:\n")
                    .contains("1 document of a may be of a version that this release alone names");
        }
    }

    @Test
    void serverThatDoesNotKnowAQuestion_isNoDeletedDatabase() throws IOException {
        databases.put("user-a", document("\"v\":1,\"x\":1"));
        faults.put("user-a", 404);
        assertThat(retire("--all", "--out", folder.resolve("new").toString()))
                .doesNotContain("can go")
                .contains("404")
                .doesNotStartWith("exit 0");
        assertThat(folder.resolve("new")).doesNotExist();
    }

    @Test
    void noDatabaseAtAll_saysNothingOfTheDocuments() throws IOException {
        databases.put("user-a", document("\"v\":1,\"x\":1"));
        configure("userdb-*");
        assertThat(retire("--all"))
                .startsWith("exit 1\nrelease 1 cannot go yet:\n")
                .contains("there is no database that the configuration names (userdb-*), so nothing was looked at");
    }

    @Test
    void logsAlone_doNotSayWhetherUpdatedAppsWriteItsShapes() throws IOException {
        databases.put("user-a", document("\"v\":2,\"y\":1"));
        StringBuilder log = new StringBuilder();
        for (int day = 40; day >= 0; day--) {
            log.append("time=\"%s\" route=\"document\" release=\"2\" client_version=\"2.0\" duration_ms=1\n"
                    .formatted(Instant.now().minus(Duration.ofDays(day))));
        }
        Path file = Files.writeString(folder.resolve("log"), log);
        assertThat(run(List.of(file.toString()), "--all"))
                .startsWith("exit 0\nrelease 1 can be closed to its clients, and stays in the configuration\n")
                .contains("  no metrics say whether apps of other releases write documents as a 1: give --metrics");
    }

    @Test
    void revisionsThatWaitInTheQuarantine_keepTheRelease() throws IOException {
        databases.put("user-a", document("\"v\":2,\"y\":1"));
        databases.put("waiting", "{\"_id\":\"q\",\"quarantined\":{\"release\":\"1\",\"client_version\":\"1.0\"}}");
        assertThat(retire("--all"))
                .startsWith("exit 1\nrelease 1 cannot go yet:\n")
                .contains("1 revision of its clients waits in the quarantine");
        databases.put("waiting", "{\"_id\":\"q\",\"quarantined\":{\"release\":\"2\",\"client_version\":\"2.0\"}}");
        assertThat(retire("--all")).startsWith("exit 0\nrelease 1 can go\n");
        assertThat(retire())
                .startsWith("exit 0\nrelease 1 can be closed")
                .contains("nobody has looked whether revisions of its clients wait in the quarantine");
    }
}
