package io.slipcover.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.dispatch.ProxyConfiguration;
import io.slipcover.report.DocumentLog;
import io.slipcover.report.Reports;
import io.slipcover.report.Tally;
import io.slipcover.testing.FakeUpstream;
import io.slipcover.testing.LeakGuard;
import io.slipcover.testing.Logged;
import io.slipcover.testing.Opened;
import io.slipcover.testing.TestSite;
import io.slipcover.testing.Wire;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a replicated revision that cannot be upgraded where such revisions go to a quarantine. */
@ExtendWith(LeakGuard.class)
@SuppressWarnings("StringConcatToTextBlock") // Lines end with CR and LF here.
final class QuarantineTest {
    private static final String POISON =
            "{\"_id\":\"poison\",\"_rev\":\"2-b\",\"_revisions\":{\"start\":2,\"ids\":[\"b\",\"a\"]}, \"schema\":\"todo-item\","
                    + "\"version\":9,\"text\":\"\\u0053ecret\",\"price\":1.50}";
    private static final String GOOD =
            "{\"_id\":\"good\",\"_rev\":\"1-c\",\"schema\":\"todo-item\",\"version\":3,\"text\":\"Milk\"}";
    private static final Pattern DATA = Pattern.compile("\"data\":\"([^\"]*)\"");
    private static final Pattern ID = Pattern.compile("\"_id\":\"([^\"]*)\"");
    private static final String SECRET = "Basic " + Base64.getEncoder().encodeToString("keeper:hush".getBytes(UTF_8));

    @RegisterExtension
    private final Opened opened = new Opened();

    private final Reports reports = new Reports();
    private final Logged logged = Logged.by(DocumentLog.class);

    /** What came, but for clients who want to be let in: each the request's line, and its body. */
    private final List<String> came = new CopyOnWriteArrayList<>();

    private final List<String> credentials = new CopyOnWriteArrayList<>();

    private volatile String mayWrite = "201";
    private volatile String quarantine = "201 ok";
    private volatile Runnable whenItArrives = () -> {};
    private FakeUpstream couch;

    @BeforeEach
    void start() throws IOException {
        couch = opened.add(new FakeUpstream((number, wire) -> serve(wire)));
    }

    @AfterEach
    void listenNoMore() {
        logged.close();
    }

    private void serve(Wire wire) throws IOException {
        for (String head = wire.head(); !head.isEmpty(); head = wire.head()) {
            String line = head.substring(0, head.indexOf(" HTTP"));
            String body = body(wire, head);
            if (line.equals("GET /todos/_security") || line.equals("GET /todos")) {
                wire.send(answer("200", "{}"));
                continue;
            }
            came.add(line + " " + body);
            if (body.equals("<broken off>")) {
                return;
            } else if (line.equals("GET /_session")) {
                wire.send(answer("200", "{\"ok\":true,\"userCtx\":{\"name\":\"ann\",\"roles\":[]}}"));
            } else if (line.startsWith("POST /quarantine/")) {
                credentials.add(head);
                whenItArrives.run();
                wire.send(rows(quarantine, body));
            } else if (line.equals("POST /todos/_bulk_docs") && !head.contains("chunked")) {
                wire.send(answer(mayWrite, "[]"));
            } else if (line.endsWith("/_bulk_get")) {
                wire.send(answer("200", "{\"results\":[{\"id\":\"x\",\"docs\":[]}]}"));
            } else {
                wire.send(answer("201", "[]"));
            }
        }
    }

    private static String body(Wire wire, String head) {
        try {
            String body = wire.body(head);
            return head.toLowerCase(Locale.ROOT).contains("chunked") ? Wire.unchunked(body) : body;
        } catch (IOException | RuntimeException brokenOff) {
            return "<broken off>";
        }
    }

    private static String answer(String status, String body) {
        return "HTTP/1.1 " + status + " x\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                + "\r\n\r\n" + body;
    }

    /** A status, and a word that stands in a row for each document; without a word, an error. */
    private static String rows(String told, String body) {
        String status = told.substring(0, 3);
        String word = told.substring(3).strip();
        if (word.isEmpty()) {
            return answer(status, "{\"error\":\"no\",\"reason\":\"No.\"}");
        }
        List<String> rows = ID.matcher(body)
                .results()
                .map((MatchResult id) -> "{\"id\":\"" + id.group(1) + "\","
                        + (word.equals("ok") ? "\"ok\":true,\"rev\":\"1-q\"}" : "\"error\":\"" + word + "\"}"))
                .toList();
        return answer(status, "[" + String.join(",", rows) + "]");
    }

    private Wire client() throws IOException {
        return client(new TestSite());
    }

    private Wire client(TestSite site) throws IOException {
        return opened.client(configuration(site));
    }

    private ProxyConfiguration configuration(TestSite site) {
        return site.with(
                        "lenses: lenses",
                        "lenses: lenses\non-refused: quarantine\nquarantine: quarantine\n"
                                + "quarantine-credentials: { user: keeper, password: hush }")
                .reporting(reports)
                .on(couch.port());
    }

    private static String send(String method, String path, String body, String... headers) {
        return method + " " + path + " HTTP/1.1\r\nHost: h\r\nX-Client-Version: 3.1\r\nAuthorization: Basic ann\r\n"
                + String.join("", headers) + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private static String batch(String... documents) {
        return send(
                "POST", "/todos/_bulk_docs", "{\"docs\":[" + String.join(",", documents) + "],\"new_edits\":false}");
    }

    private String quarantined() {
        return came.stream()
                .filter(each -> each.startsWith("POST /quarantine/"))
                .reduce((first, second) -> second)
                .orElse("");
    }

    private String data() {
        return new String(
                Base64.getDecoder()
                        .decode(DATA.matcher(quarantined())
                                .results()
                                .toList()
                                .get(0)
                                .group(1)),
                ISO_8859_1);
    }

    private String stored() {
        return came.get(came.size() - 1);
    }

    @Test
    void batch_refusedDocument_waitsAsItCame_andTheOthersAreStoredBehindIt() throws Exception {
        String answer = client().send(batch(POISON, GOOD)).answer();

        assertThat(answer).startsWith("HTTP/1.1 201").endsWith("\r\n\r\n[]");
        assertThat(came)
                .extracting(each -> each.substring(0, each.indexOf(' ', each.indexOf(' ') + 1)))
                .containsExactly(
                        "POST /todos/_bulk_docs",
                        "GET /_session",
                        "POST /quarantine/_bulk_docs",
                        "POST /todos/_bulk_docs");
        assertThat(quarantined())
                .containsPattern(
                        "\"_id\":\"[0-9a-f]{64}\",\"quarantined\":\\{\"database\":\"todos\",\"id\":\"poison\",\"revision\":\"2-b\","
                                + "\"release\":\"3\",\"client_version\":\"3.1\",\"user\":\"ann\",\"time\":\"[^\"]*Z\","
                                + "\"reason\":\"todo-item: it has a version that no release names\"}");
        assertThat(data()).isEqualTo(POISON);
        assertThat(credentials)
                .singleElement()
                .asString()
                .contains(SECRET, "host: 127.0.0.1:" + couch.port())
                .doesNotContain("Basic ann");
        assertThat(stored()).contains("\"good\"").doesNotContain("poison");
        assertThat(reports.adder(Tally.QUARANTINED).sum()).isOne();
        assertThat(logged.lines())
                .containsExactly(
                        "WARN a document went to the quarantine database=\"todos\" id=\"poison\" revision=\"2-b\" release=\"3\""
                                + " reason=\"todo-item: it has a version that no release names\"");
        assertThat(new String(reports.stuck().json(null), UTF_8)).contains("\"direction\":\"in quarantine\"");
    }

    @Test
    void batch_again_isNoSecondDocument_andFine() throws Exception {
        Wire client = client();
        client.send(batch(POISON)).answer();
        String first = quarantined();
        quarantine = "201 conflict";
        assertThat(client.send(batch(POISON)).answer()).startsWith("HTTP/1.1 201");

        assertThat(ID.matcher(quarantined()).results().findFirst().orElseThrow().group())
                .isEqualTo(ID.matcher(first).results().findFirst().orElseThrow().group());
    }

    @Test
    void batch_slipcoverDiesBeforeItHearsOfTheQuarantine_losesNothingWhenTheBatchComesAgain() throws Exception {
        ProxyServer proxy = opened.proxy(configuration(new TestSite()));
        whenItArrives = proxy::close;
        assertThat(opened.client(proxy).send(batch(POISON, GOOD)).rest()).isEmpty();
        assertThat(data()).isEqualTo(POISON);
        assertThat(came).noneMatch(each -> each.contains("\"good\""));

        whenItArrives = () -> {};
        quarantine = "201 conflict";
        assertThat(client().send(batch(POISON, GOOD)).answer()).startsWith("HTTP/1.1 201");
        assertThat(stored()).contains("\"good\"");
    }

    @Test
    void batch_allRefused_sendsNothingButTheirAbsence() throws Exception {
        assertThat(client().send(batch(POISON, POISON.replace("poison", "other")))
                        .answer())
                .startsWith("HTTP/1.1 201")
                .endsWith("[]");
        assertThat(ID.matcher(quarantined()).results()).hasSize(2);
        assertThat(stored()).contains("{\"docs\":[],\"new_edits\":false}");
    }

    @ParameterizedTest
    @CsvSource({"401,401", "403,403", "404,404", "405,503", "200,503", "500,503"})
    void batch_clientThatMayNotWrite_getsNothingIntoTheQuarantine(String told, String status) throws Exception {
        mayWrite = told;
        assertThat(client().send(batch(GOOD, POISON)).answer()).startsWith("HTTP/1.1 " + status);

        assertThat(quarantined()).isEmpty();
        assertThat(came).noneMatch(each -> each.contains("\"good\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"202 ok", "201 forbidden", "401", "404", "500"})
    void batch_quarantineThatDoesNotTakeIt_refusesTheWholeAndStoresNothing(String told) throws Exception {
        quarantine = told;
        assertThat(client().send(batch(GOOD, POISON)).answer())
                .startsWith("HTTP/1.1 503")
                .containsIgnoringCase("Retry-After");

        assertThat(came).noneMatch(each -> each.contains("\"good\""));
        assertThat(logged.lines()).singleElement().asString().startsWith("WARN a document was not stored ");
        assertThat(reports.adder(Tally.QUARANTINED).sum()).isZero();
    }

    @Test
    void batch_ofEdits_getsARowAsEver() throws Exception {
        assertThat(client().send(send("POST", "/todos/_bulk_docs", "{\"docs\":[" + POISON + "]}"))
                        .answer())
                .startsWith("HTTP/1.1 201")
                .contains("\"error\":\"forbidden\"");
        assertThat(quarantined()).isEmpty();
    }

    @Test
    void put_refusedRevision_waitsAsItCame_andItsWriterIsToldThatAllIsWell() throws Exception {
        String answer = client().send(send("PUT", "/todos/poison?new_edits=false", POISON))
                .answer();

        assertThat(answer).startsWith("HTTP/1.1 201").endsWith("{\"ok\":true,\"id\":\"poison\",\"rev\":\"2-b\"}");
        assertThat(data()).isEqualTo(POISON);
        assertThat(came).noneMatch(each -> each.startsWith("PUT"));
    }

    @Test
    void put_revisionInTheQuery_isTheOneThatWaits() throws Exception {
        String poison = "{\"schema\":\"todo-item\",\"version\":9}";
        client().send(send("PUT", "/todos/poison?new_edits=false&rev=4-d", poison))
                .answer();

        assertThat(quarantined()).contains("\"revision\":\"4-d\"");
    }

    @Test
    void put_quarantineThatDoesNotTakeIt_isRefused() throws Exception {
        quarantine = "404";
        assertThat(client().send(send("PUT", "/todos/poison?new_edits=false", POISON))
                        .answer())
                .startsWith("HTTP/1.1 503");
    }

    @Test
    void put_edit_isRefusedAsEver() throws Exception {
        assertThat(client().send(send("PUT", "/todos/poison", POISON)).answer()).startsWith("HTTP/1.1 403");
        assertThat(quarantined()).isEmpty();
    }

    private static final String PARTS = "--b\r\nContent-Type: application/json\r\n\r\n" + POISON
            + "\r\n--b\r\nContent-Disposition: attachment; filename=\"y\"\r\n\r\n\r\n-\u00FF\r\n--b--";

    @Test
    void parts_refusedRevision_waitsWithItsAttachments_howeverItArrives() throws Exception {
        String request = send(
                "PUT", "/todos/poison?new_edits=false", PARTS, "Content-Type: multipart/related; boundary=\"b\"\r\n");
        for (int cut : new int[] {request.length() - 1, request.length() - 20, request.length() - 60}) {
            Wire client = client();
            client.send(request.substring(0, cut));
            assertThat(client.send(request.substring(cut)).answer()).startsWith("HTTP/1.1 201");
            assertThat(data()).isEqualTo(PARTS);
            assertThat(quarantined()).contains("\"content_type\":\"multipart/related; boundary=\\\"b\\\"\"");
        }
    }

    @Test
    void parts_tooLargeForTheQuarantine_stopTheReplication() throws Exception {
        assertThat(client(new TestSite().holding(PARTS.length() - 1))
                        .send(send(
                                "PUT",
                                "/todos/poison?new_edits=false",
                                PARTS,
                                "Content-Type: multipart/related; boundary=b\r\n"))
                        .answer())
                .startsWith("HTTP/1.1 500")
                .contains("migration_failed");
        assertThat(quarantined()).isEmpty();
    }

    @Test
    void batch_tooLargeForTheQuarantine_stopsTheReplication() throws Exception {
        String large = POISON.replace("ecret", "ecret".repeat(40));
        assertThat(client(new TestSite().holding(large.length() + 10))
                        .send(batch(large, large))
                        .answer())
                .startsWith("HTTP/1.1 500");
        assertThat(quarantined()).isEmpty();
    }
}
