package io.slipcover.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.dispatch.ProxyConfiguration;
import io.slipcover.report.Reports;
import io.slipcover.testbed.Patience;
import io.slipcover.testing.Certificates;
import io.slipcover.testing.FakeUpstream;
import io.slipcover.testing.LeakGuard;
import io.slipcover.testing.LittleCouch;
import io.slipcover.testing.Opened;
import io.slipcover.testing.TestSite;
import io.slipcover.testing.Wire;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is held besides documents, while a request is under way: all of it counts, and none of it is left in the end. */
@ExtendWith(LeakGuard.class)
@SuppressWarnings("StringConcatToTextBlock") // Lines end with CR and LF here.
final class HeldMeanwhileTest {
    private static final String STORED =
            "{\"_id\":\"a\",\"_rev\":\"1-a\",\"schema\":\"todo-item\",\"version\":3,\"text\":\"x\"}";

    @RegisterExtension
    private final Opened opened = new Opened();

    private final Reports reports = new Reports();

    private TestSite site(String more) {
        return new TestSite().with("lenses: lenses", "lenses: lenses\n" + more).reporting(reports);
    }

    private ProxyConfiguration site(String memory, int port) {
        return site("limits: { memory: " + memory + " }").on(port);
    }

    private static String send(String line, String body, String... headers) {
        return line + " HTTP/1.1\r\nHost: h\r\nX-Client-Version: 1\r\n" + String.join("", headers) + "Content-Length: "
                + body.length() + "\r\n\r\n" + body;
    }

    private static String batch(int documents, String document) {
        return send(
                "POST /todos/_bulk_docs",
                IntStream.range(0, documents)
                        .mapToObj(number -> document.replace("NUMBER", Integer.toString(number)))
                        .collect(Collectors.joining(",", "{\"new_edits\":false,\"docs\":[", "]}")));
    }

    private static String history(int ancestors) {
        return "\"_rev\":\"" + ancestors + "-a\",\"_revisions\":{\"start\":" + ancestors + ",\"ids\":[\"a\""
                + ",\"b\"".repeat(ancestors - 1) + "]}";
    }

    private static String json(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n"
                + body;
    }

    /** The one request is shed with the little memory, and served with the large one: so the memory alone decides. */
    private void assertCounts(String request, LittleCouch couch, String little, String large) throws IOException {
        assertThat(opened.client(site(little, couch.port())).send(request).answer())
                .containsPattern("^HTTP/1.1 (503|413) ")
                .contains("(limits: memory)");
        HeldBytes.awaitNone(reports);
        assertThat(opened.client(site(large, couch.port())).send(request).answer())
                .startsWith("HTTP/1.1 201 ");
        HeldBytes.awaitNone(reports);
    }

    private LittleCouch couch() throws IOException {
        LittleCouch couch = opened.add(new LittleCouch());
        couch.answers("HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\n[]");
        return couch;
    }

    @Test
    void replicatedRevisions_countUntilTheBatchIsWritten() throws Exception {
        String document = "{\"_id\":\"dNUMBER\",\"schema\":\"todo-item\",\"version\":1,\"title\":\"x\",\"isDone\":true,"
                + history(100) + "}";

        // 20,000 ancestors in 100 kB.
        assertCounts(batch(200, document), couch(), "1500kB", "20MB");
    }

    @Test
    void leavesOfCouchDb_countWithTheirHistories() throws Exception {
        LittleCouch couch = couch();
        for (int leaf = 0; leaf < 100; leaf++) {
            couch.store(
                    "a@" + leaf,
                    "{\"_id\":\"a\",\"schema\":\"todo-item\",\"version\":3,\"text\":\"x\","
                            + history(200).replaceFirst("200-a", "200-a" + leaf).replace("[\"a\"", "[\"a" + leaf + "\"")
                            + "}");
        }

        // 20,000 ancestors in 100 kB.
        assertCounts(
                batch(
                        1,
                        "{\"_id\":\"a\",\"_rev\":\"2-c\",\"_revisions\":{\"start\":2,\"ids\":[\"c\",\"d\"]},"
                                + "\"schema\":\"todo-item\",\"version\":1,\"title\":\"y\"}"),
                couch,
                "1500kB",
                "20MB");
    }

    @Test
    void rowsOfRefusedDocuments_count() throws Exception {
        String edits = batch(1000, "{\"schema\":\"todo-item\",\"version\":9}")
                .replace("\"new_edits\":false", "\"new_edits\":true ");

        assertCounts(edits, couch(), "700kB", "20MB");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST /todos/_bulk_docs", "PUT /todos/a?new_edits=false", "parts"})
    void revisionOnItsWayToTheQuarantine_counts(String way) throws Exception {
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            for (String asked = wire.request(); asked != null; asked = wire.request()) {
                String body = asked.startsWith("POST /quarantine/") ? "[{\"ok\":true}]" : "[]";
                wire.send((asked.startsWith("GET ") ? "HTTP/1.1 200 OK" : "HTTP/1.1 201 Created")
                        + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
            }
        }));
        String poison = "{\"_id\":\"a\",\"_rev\":\"1-a\",\"schema\":\"todo-item\",\"version\":9,\"text\":\""
                + "x".repeat(200_000) + "\"}";
        String request = switch (way) {
            case "parts" ->
                send(
                        "PUT /todos/a?new_edits=false",
                        "--b\r\nContent-Type: application/json\r\n\r\n" + poison + "\r\n--b--",
                        "Content-Type: multipart/related; boundary=b\r\n");
            case "POST /todos/_bulk_docs" -> batch(1, poison);
            default -> send(way, poison);
        };

        assertThat(opened.client(quarantining("700kB", couch.port()))
                        .send(request)
                        .answer())
                .containsPattern("^HTTP/1.1 (503|413) ")
                .contains("(limits: memory)");
        HeldBytes.awaitNone(reports);
        assertThat(opened.client(quarantining("20MB", couch.port()))
                        .send(request)
                        .answer())
                .startsWith("HTTP/1.1 201 ");
        HeldBytes.awaitNone(reports);
    }

    private ProxyConfiguration quarantining(String memory, int port) {
        return site("on-refused: quarantine\nquarantine: quarantine\n"
                        + "quarantine-credentials: { user: keeper, password: hush }\nlimits: { memory: " + memory
                        + " }")
                .on(port);
    }

    @Test
    void answerThatIsGathered_counts_andWithoutRoomIsCompressedAsItComes() throws Exception {
        String body = "{\"text\":\"" + "a long text ".repeat(20_000) + "\"}";
        FakeUpstream couch = opened.add(FakeUpstream.answering(json(body)));
        String answer = opened.client(
                        site("limits: { memory: 40kB }\ngzip: true").on(couch.port()))
                .send("GET /other/a HTTP/1.1\r\nHost: h\r\nAccept-Encoding: gzip\r\n\r\n")
                .answer();

        assertThat(answer).startsWith("HTTP/1.1 200 ").containsIgnoringCase("content-encoding: gzip");
        assertThat(new GZIPInputStream(
                                new ByteArrayInputStream(Wire.payload(answer).getBytes(ISO_8859_1)))
                        .readAllBytes())
                .isEqualTo(body.getBytes(ISO_8859_1));
        assertThat(reports.memory().buffers().refusals()).isPositive();
        HeldBytes.awaitNone(reports);
    }

    @Test
    void refusalOfAQuery_counts() throws Exception {
        String refusal = "{\"error\":\"no\",\"reason\":\"" + "x".repeat(300_000) + "\"}";
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            while (wire.request() != null) {
                wire.send("HTTP/1.1 400 Bad Request\r\nContent-Length: " + refusal.length() + "\r\n\r\n" + refusal);
            }
        }));
        String query = send("POST /todos/_find", "{\"selector\":{}}");

        assertThat(opened.client(site("200kB", couch.port())).send(query).answer())
                .containsPattern("^HTTP/1.1 (503|413) ")
                .contains("(limits: memory)");
        HeldBytes.awaitNone(reports);
        assertThat(opened.client(site("20MB", couch.port())).send(query).answer())
                .endsWith(refusal);
    }

    @Test
    void headersOfAPart_count() throws Exception {
        Wire client = opened.client(site("20MB", couch().port()));
        client.send(send(
                        "PUT /todos/a",
                        "--b\r\n" + "X: 1\r\n".repeat(10_000) + "\r\n{}\r\n--b--",
                        "Content-Type: multipart/related; boundary=b\r\n")
                .substring(0, 55_000));
        HeldBytes.await(reports.memory().heap(), 40_000);
        client.reset();

        HeldBytes.awaitNone(reports);
    }

    @Test
    void viewByForeignCode_countsWhatItMakesOfALongDocument() throws Exception {
        FakeUpstream couch = opened.add(
                FakeUpstream.answering(json(STORED.replace("\"x\"", "[" + "\"x\",".repeat(20_000) + "\"x\"]"))));
        String request = send("GET /todos/a", "");

        assertThat(opened.client(foreign("2MB", couch.port())).send(request).answer())
                .startsWith("HTTP/1.1 503 ")
                .contains("(limits: memory)");
        assertThat(opened.client(foreign("40MB", couch.port())).send(request).answer())
                .startsWith("HTTP/1.1 200 ");
        HeldBytes.awaitNone(reports);
    }

    @Test
    void editByForeignCode_countsWhatItMakesOfALongDocument() throws Exception {
        String edit = send(
                "PUT /todos/b",
                "{\"schema\":\"todo-item\",\"version\":2,\"title\":[" + "\"x\",".repeat(20_000) + "\"x\"]}");
        LittleCouch couch = couch();

        assertThat(opened.client(foreign("2MB", couch.port())).send(edit).answer())
                .startsWith("HTTP/1.1 413 ")
                .contains("(limits: memory)");
        assertThat(couch.requests()).noneMatch(asked -> asked.startsWith("PUT "));
        assertThat(opened.client(foreign("40MB", couch.port())).send(edit).answer())
                .startsWith("HTTP/1.1 201 ");
        HeldBytes.awaitNone(reports);
    }

    /** The site with a lens in JSONata. */
    private ProxyConfiguration foreign(String memory, int port) {
        return site("limits: { memory: " + memory + " }")
                .lens("lenses/todo-item.2-3.yaml", """
                        type: todo-item
                        from: 2
                        to: 3
                        lens:
                          - jsonata: { forward: "$", backward: "$" }
                        """)
                .on(port);
    }

    @Test
    void handshakesUnderWay_count_andBeyondTheBudgetNoneIsBegun() throws Exception {
        ProxyServer proxy = opened.proxy(Certificates.site("handshake-timeout: 5m")
                .with("lenses: lenses", "lenses: lenses\nlimits: { memory: 100kB }")
                .reporting(reports)
                .on(couch().port()));
        Wire first = opened.client(proxy);
        opened.client(proxy);
        opened.client(proxy);
        Patience.await(() -> proxy.handshakes() + " handshakes", () -> proxy.handshakes() == 3);

        assertThat(opened.client(proxy).rest()).isIn("", "<reset>");
        assertThat(reports.memory().heap().refusals()).isOne();
        first.close();
        Patience.await(() -> proxy.handshakes() + " handshakes", () -> proxy.handshakes() == 2);
        assertThat(Wire.over(Certificates.connect(
                                Certificates.client(),
                                "localhost",
                                proxy.address().getPort()))
                        .send("GET /_up HTTP/1.1\r\nHost: h\r\n\r\n")
                        .head())
                .startsWith("HTTP/1.1 ");
    }

    /** A record of TLS that begins a hello of 65,536 bytes, in which one would have room that is as large. */
    @Test
    void helloThatIsAnnouncedTooLong_isNotWaitedFor() throws Exception {
        ProxyServer proxy = opened.proxy(
                Certificates.site("handshake-timeout: 5m").reporting(reports).on(couch().port()));
        Wire client = opened.client(proxy);
        client.send("\u0016\u0003\u0001\u0001\u0000\u0001\u0001\u0000\u0000" + "x".repeat(252));

        assertThat(client.rest()).doesNotContain("HTTP");
        Patience.await(() -> proxy.handshakes() + " handshakes", () -> proxy.handshakes() == 0);
    }
}
