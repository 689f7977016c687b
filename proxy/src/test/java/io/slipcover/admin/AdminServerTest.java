package io.slipcover.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.config.ServerTls;
import io.slipcover.document.Obstacle;
import io.slipcover.report.DocumentLog;
import io.slipcover.report.Family;
import io.slipcover.report.Reports;
import io.slipcover.server.Encryption;
import io.slipcover.testing.Certificates;
import io.slipcover.testing.Logged;
import io.slipcover.testing.TestSite;
import io.slipcover.testing.Wire;
import io.slipcover.upstream.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AdminServerTest {
    private static final Obstacle NO_PAIR =
            new Obstacle(Obstacle.Kind.LENS, "todo-item", 3, 2, "convert \"status\"", "no pair for the value");

    private final Reports reports = new Reports();
    private final Logged logged = Logged.by(DocumentLog.class);
    private Metrics metrics;
    private AdminServer admin;

    private volatile boolean alive = true;
    private volatile boolean draining;
    private volatile CompletableFuture<Boolean> couch = CompletableFuture.completedFuture(true);

    @BeforeEach
    void start() throws IOException {
        reports.add(Family.gauge("slipcover_client_connections", "Connections.", () -> 7));
        metrics = new Metrics(reports);
        admin = start(null, Duration.ofSeconds(60));
    }

    private AdminServer start(@Nullable String token, Duration patience) {
        return start(token, Greeting.NONE, patience);
    }

    private AdminServer start(@Nullable String token, Greeting greeting, Duration patience) {
        return AdminServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Transport.best(),
                token,
                greeting,
                List.of(
                        metrics,
                        new StuckList(reports.stuck()),
                        new Health(() -> alive),
                        new Readiness("/ready", () -> draining, () -> couch),
                        new Readiness("/_up", () -> draining, () -> couch)),
                patience);
    }

    private Wire client() throws IOException {
        return Wire.to(admin.address().getPort());
    }

    private static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: h\r\n\r\n";
    }

    @AfterEach
    void stop() {
        admin.close();
        metrics.close();
        logged.close();
    }

    private HttpResponse<String> ask(String method, String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(
                                        "http://127.0.0.1:" + admin.address().getPort() + path))
                                .method(method, HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private String metrics() throws IOException, InterruptedException {
        HttpResponse<String> answer = ask("GET", "/metrics");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/plain; version=0.0.4; charset=utf-8");
        return answer.body();
    }

    @Test
    void metrics_beforeAnythingHappened_haveWhatHasNoParts() throws Exception {
        assertThat(metrics())
                .contains(
                        "# TYPE slipcover_received_bytes_total counter\n",
                        "# HELP slipcover_edits_without_base_total ",
                        "\nslipcover_edits_without_base_total 0.0\n",
                        "\nslipcover_client_connections 7.0\n",
                        "\njvm_memory_used_bytes{",
                        "\nprocess_uptime_seconds ");
    }

    @Test
    void metrics_documentsThatCannotBeShownOrStored_areCountedByWhatIsInTheWay() throws Exception {
        metrics();
        reports.notShown("db", "a", "1-a", "2", NO_PAIR);
        reports.notShown("other", "b", "1-a", "2", NO_PAIR);
        reports.notShown("db", "a", "1-a", "2", Obstacle.ofVersion("todo-item", "no version"));
        reports.notStored("db", "a", "1-a", "2", NO_PAIR);

        assertThat(metrics())
                .contains(
                        "\nslipcover_documents_not_shown_total{from=\"3\",kind=\"lens\",operation=\"convert \\\"status\\\"\",to=\"2\",type=\"todo-item\"} 2.0\n",
                        "\nslipcover_documents_not_shown_total{from=\"\",kind=\"version\",operation=\"\",to=\"\",type=\"todo-item\"} 1.0\n",
                        "\nslipcover_documents_not_stored_total{from=\"3\",kind=\"lens\",operation=\"convert \\\"status\\\"\",to=\"2\",type=\"todo-item\"} 1.0\n");

        reports.notShown("db", "a", "1-a", "2", NO_PAIR);
        assertThat(metrics()).contains("to=\"2\",type=\"todo-item\"} 3.0\n");
        assertThat(logged.lines()).hasSize(4);
    }

    @Test
    void metrics_editsWithoutBase_areCountedAndNamed() throws Exception {
        reports.withoutBase("db", "a", "3-c", "1");

        assertThat(metrics()).contains("\nslipcover_edits_without_base_total 1.0\n");
        assertThat(logged.lines())
                .singleElement()
                .asString()
                .startsWith("WARN an edit has no base database=\"db\" id=\"a\" revision=\"3-c\" release=\"1\"");
    }

    @Test
    void answer_otherQuestions_areAnsweredAsBefore() throws Exception {
        assertThat(ask("GET", "/health").body()).isEqualTo("{\"status\":\"ok\"}\n");
        assertThat(ask("HEAD", "/_up").statusCode()).isEqualTo(200);
        assertThat(ask("GET", "/nothing").statusCode()).isEqualTo(404);
        assertThat(ask("POST", "/metrics").statusCode()).isEqualTo(405);
    }

    @Test
    void question_thatDoesNotEnd_keepsNobodyWaiting() throws Exception {
        try (Wire slow = Wire.to(admin.address().getPort())) {
            slow.send("GET /hea");
            assertThat(ask("GET", "/health").statusCode()).isEqualTo(200);
            assertThat(ask("GET", "/_up").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void stuck_isAListOfDocuments_ofOneDatabaseOnRequest() throws Exception {
        reports.notShown("user/ann", "a", "1-a", "2", NO_PAIR);
        reports.notStored("db", "b", "1-a", "2", NO_PAIR);

        HttpResponse<String> all = ask("GET", "/stuck");
        assertThat(all.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(all.body()).startsWith("{\"total\":2,");
        assertThat(ask("GET", "/stuck?database=user%2Fann").body())
                .startsWith("{\"total\":1,")
                .contains(
                        "\"id\":\"a\"",
                        "\"reason\":\"todo-item 3 to 2: convert \\\"status\\\": no pair for the value\"");
    }

    @Test
    void health_eventLoopsThatDoNotGetOn_is503_whateverCouchDbDoes() throws Exception {
        couch = CompletableFuture.completedFuture(false);
        draining = true;
        assertThat(ask("GET", "/health").statusCode()).isEqualTo(200);

        alive = false;
        assertThat(ask("GET", "/health").statusCode()).isEqualTo(503);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ready", "/_up"})
    void readiness_saysNo_whileCouchDbIsAway_orDraining(String path) throws Exception {
        assertThat(ask("GET", path).statusCode()).isEqualTo(200);

        couch = CompletableFuture.completedFuture(false);
        HttpResponse<String> away = ask("GET", path);
        assertThat(away.statusCode()).isEqualTo(503);
        assertThat(away.body()).isEqualTo("{\"status\":\"couchdb_away\"}\n");

        couch = CompletableFuture.completedFuture(true);
        draining = true;
        assertThat(ask("GET", path).body()).isEqualTo("{\"status\":\"draining\"}\n");
    }

    @Test
    void answer_thatTakesLong_keepsNobodyWaiting() throws Exception {
        couch = new CompletableFuture<>();
        try (Wire waiting = client()) {
            waiting.send(get("/ready"));
            assertThat(ask("GET", "/health").statusCode()).isEqualTo(200);
            couch.complete(true);
            assertThat(waiting.answer()).startsWith("HTTP/1.1 200");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET foo:bar HTTP/1.1\r\nHost: h\r\n\r\n",
                "GET http://h/health HTTP/1.1\r\nHost: h\r\n\r\n",
                "OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n",
                "GET /health HTTP/1.1\r\n\r\n",
                "GET /health HTTP/1.1\r\nHost: h\r\nHost: g\r\n\r\n",
                "GET /health\r\n\r\n",
                "GET /health NONSENSE\r\n\r\n",
                "GET /health HTTP/1.1\r\nHost: h\r\nContent-Length: x\r\n\r\n"
            })
    void question_thatIsNone_is400(String nonsense) throws Exception {
        try (Wire wire = client()) {
            assertThat(wire.send(nonsense).answer()).startsWith("HTTP/1.1 400");
        }
        assertThat(ask("GET", "/health").statusCode()).isEqualTo(200);
    }

    @Test
    void question_thatIsTooLong_isRefused() throws Exception {
        try (Wire wire = client()) {
            assertThat(wire.send("GET /" + "a".repeat(5_000) + " HTTP/1.1\r\n").answer())
                    .startsWith("HTTP/1.1 414");
        }
        try (Wire wire = client()) {
            assertThat(wire.send("GET /health HTTP/1.1\r\nHost: " + "a".repeat(17_000) + "\r\n\r\n")
                            .answer())
                    .startsWith("HTTP/1.1 431");
        }
    }

    @Test
    void questions_thatAreAskedAhead_areAnsweredInTheirOrder() throws Exception {
        try (Wire wire = client()) {
            wire.send(get("/health") + get("/nothing")
                    + "POST /health HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc" + get("/_up?a=b"));
            assertThat(wire.answer()).startsWith("HTTP/1.1 200").contains("nosniff", "no-store");
            assertThat(wire.answer()).startsWith("HTTP/1.1 404").contains("/_up, /health, /metrics, /ready, /stuck");
            assertThat(wire.answer()).startsWith("HTTP/1.1 405").contains("GET, HEAD");
            assertThat(wire.answer()).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void questions_thatAreAskedTooFarAhead_endTheConnection_afterTheAnswersToTheOthers() throws Exception {
        try (Wire wire = client()) {
            wire.send(get("/health").repeat(40));
            for (int question = 1; question <= 16; question++) {
                assertThat(wire.answer()).startsWith("HTTP/1.1 200").doesNotContainIgnoringCase("connection: close");
            }
            assertThat(wire.answer()).startsWith("HTTP/1.1 200").containsIgnoringCase("connection: close");
            assertThat(wire.rest()).isEmpty();
        }
    }

    @Test
    void question_orAnswer_thatDoesNotEnd_endsWithItsConnection() throws Exception {
        couch = new CompletableFuture<>();
        try (AdminServer impatient = start(null, Duration.ofMillis(100));
                Wire half = Wire.to(impatient.address().getPort());
                Wire body = Wire.to(impatient.address().getPort());
                Wire silent = Wire.to(impatient.address().getPort());
                Wire idle = Wire.to(impatient.address().getPort())) {
            half.send("GET /hea");
            body.send("GET /health HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nab");
            silent.send(get("/ready"));
            assertThat(idle.send(get("/health")).answer()).startsWith("HTTP/1.1 200");

            for (Wire wire : List.of(half, body, silent, idle)) {
                assertThat(wire.rest()).isEmpty();
            }
        }
    }

    @Test
    void connections_thatAreTooMany_endWithTheOneThatWasQuietForLongest() throws Exception {
        List<Wire> wires = new ArrayList<>();
        try {
            for (int count = 0; count < 201; count++) {
                wires.add(client());
            }
            assertThat(wires.get(200).send(get("/health")).answer()).startsWith("HTTP/1.1 200");
            assertThat(wires.get(0).rest()).isEmpty();
            assertThat(wires.get(1).send(get("/health")).answer()).startsWith("HTTP/1.1 200");
        } finally {
            for (Wire wire : wires) {
                wire.close();
            }
        }
    }

    private Encryption encryption(String timeout) {
        return new Encryption(tls("localhost", timeout), reports.faults());
    }

    private static ServerTls tls(String name, String timeout) {
        return new TestSite()
                .with(
                        "lenses: lenses",
                        "lenses: lenses\ntls: { certificate: \"%s\", key: \"%s\", handshake-timeout: %s }"
                                .formatted(Certificates.file(name + ".pem"), Certificates.file(name + ".key"), timeout))
                .on(1)
                .tls();
    }

    private static SSLSocket connect(AdminServer secured) throws IOException {
        return Certificates.connect(
                Certificates.client(), "localhost", secured.address().getPort());
    }

    @Test
    void tls_questionsAreAnswered_oneAfterTheOther_andWithANewCertificateOnceThereIsOne() throws Exception {
        Encryption encryption = encryption("1m");
        try (AdminServer secured = start(null, encryption::begin, Duration.ofSeconds(60));
                SSLSocket old = connect(secured)) {
            Wire wire = Wire.over(old);
            assertThat(wire.send(get("/health") + get("/nothing")).answer()).startsWith("HTTP/1.1 200");
            assertThat(wire.answer()).startsWith("HTTP/1.1 404");

            encryption.prepare(tls("wild", "1m")); // Prepared alone, nothing changes.
            try (SSLSocket same = connect(secured)) {
                assertThat(same.getSession().getPeerCertificates())
                        .isEqualTo(old.getSession().getPeerCertificates());
            }
            encryption.prepare(tls("wild", "1m")).run();
            try (SSLSocket fresh = connect(secured)) {
                assertThat(fresh.getSession().getPeerCertificates())
                        .isNotEqualTo(old.getSession().getPeerCertificates());
                assertThat(Wire.over(fresh).send(get("/health")).answer()).startsWith("HTTP/1.1 200");
            }
            assertThat(wire.send(get("/health")).answer()).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void tls_whoSpeaksNone_orDoesNotEndTheHandshake_getsNothing() throws Exception {
        try (AdminServer secured = start(null, encryption("100ms")::begin, Duration.ofSeconds(60));
                Wire plain = Wire.to(secured.address().getPort());
                Wire silent = Wire.to(secured.address().getPort())) {
            assertThat(plain.send(get("/health")).rest()).doesNotContain("HTTP/1.1");
            assertThat(silent.rest()).isEmpty();
        }
    }

    @Test
    void tls_operatorWhoAsksNothing_isLetGo() throws Exception {
        try (AdminServer impatient = start(null, encryption("1m")::begin, Duration.ofMillis(100));
                SSLSocket client = connect(impatient)) {
            client.startHandshake();
            assertThat(Wire.over(client).rest()).isEmpty();
        }
    }

    @Test
    void token_keepsStrangersFromEverythingButHealth() throws Exception {
        try (AdminServer guarded = start("a-word-that-nobody-guesses", Duration.ofSeconds(60));
                Wire wire = Wire.to(guarded.address().getPort())) {
            assertThat(wire.send(get("/metrics")).answer())
                    .startsWith("HTTP/1.1 401")
                    .contains("\r\nwww-authenticate: Bearer\r\n");
            assertThat(wire.send(get("/nothing")).answer()).startsWith("HTTP/1.1 401");
            assertThat(wire.send(get("/metrics").replace("\r\n\r\n", "\r\nAuthorization: Bearer a-word\r\n\r\n"))
                            .answer())
                    .startsWith("HTTP/1.1 401");
            for (String open : List.of("/health", "/ready", "/_up")) {
                assertThat(wire.send(get(open)).answer()).startsWith("HTTP/1.1 200");
            }
            assertThat(wire.send(get("/metrics")
                                    .replace(
                                            "\r\n\r\n", "\r\nAuthorization: bearer a-word-that-nobody-guesses\r\n\r\n"))
                            .answer())
                    .startsWith("HTTP/1.1 200");
        }
    }
}
