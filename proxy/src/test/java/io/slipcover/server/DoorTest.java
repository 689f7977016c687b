package io.slipcover.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.testbed.Patience;
import io.slipcover.testing.FakeUpstream;
import io.slipcover.testing.LeakGuard;
import io.slipcover.testing.Opened;
import io.slipcover.testing.TestSite;
import io.slipcover.testing.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing is done with a body before CouchDB has let its sender in. */
@ExtendWith(LeakGuard.class)
@SuppressWarnings("StringConcatToTextBlock") // Lines end with CR and LF here.
final class DoorTest {
    private static final String KNOCK = "GET /todos/_security HTTP/1.1";
    private static final String ENTRY = "GET /todos HTTP/1.1";
    private static final String REFUSAL = "{\"error\":\"unauthorized\",\"reason\":\"Password required.\"}\n";
    private static final String FOUND = "{\"docs\":[\r\n\r\n],\r\n\"bookmark\": \"nil\"}\r\n\n";
    private static final String QUERY = "{\"selector\":{\"isDone\":true}}";

    @RegisterExtension
    private final Opened opened = new Opened();

    private static String json(String status, String body) {
        return "HTTP/1.1 " + status + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private static String request(String method, String path, String headers, String body) {
        return method + " " + path + " HTTP/1.1\r\nHost: h\r\nX-Client-Version: 1\r\n" + headers + "Content-Length: "
                + body.length() + "\r\n\r\n" + body;
    }

    private static String find(String headers) {
        return request("POST", "/todos/_find", headers + "Content-Type: application/json\r\n", QUERY);
    }

    /** What no client may have Slipcover read that CouchDB does not know: each body is one that Slipcover would refuse. */
    static Stream<String> requests() throws IOException {
        String json = "Content-Type: application/json\r\n";
        String deep = "{\"selector\":" + "{\"a\":".repeat(5000) + "1" + "}".repeat(5000) + "}";
        return Stream.of(
                request("POST", "/todos/_find", json, deep),
                request("POST", "/todos/_explain", json, "{"),
                request("POST", "/todos/_index", json, "{\"index\":{\"fields\":[\"a..b\"]}}"),
                request("POST", "/todos/_changes?filter=_selector&feed=continuous", json, "[1]"),
                request("POST", "/todos/_find", json + "Content-Encoding: gzip\r\n", zeros()),
                request("POST", "/todos/_find", json, "{\"selector\":{},\"x\":\"" + "x".repeat(1 << 18) + "\"}"),
                request("PUT", "/todos/a", json, "{"),
                request("PUT", "/todos/a", json + "Content-Encoding: gzip\r\n", zeros()),
                request("POST", "/todos", json, "{\"_id\":\"x\",\"schema\":\"todo-item\",\"version\":9}"),
                request("POST", "/todos/_bulk_docs", json, "{\"docs\":["),
                request("PUT", "/todos/a", "Content-Type: multipart/related;boundary=b\r\n", "no part"),
                request("POST", "/todos/a", "Content-Type: multipart/form-data;boundary=b\r\n", "no part"));
    }

    private static String zeros() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zipped = new GZIPOutputStream(bytes)) {
            zipped.write(new byte[1 << 20]);
        }
        return bytes.toString(ISO_8859_1);
    }

    @ParameterizedTest
    @MethodSource("requests")
    void clientThatIsNotLetIn_isToldByCouchDb_whateverItSends(String request) throws Exception {
        List<String> asked = new CopyOnWriteArrayList<>();
        FakeUpstream couch = opened.add(FakeUpstream.withDoor((number, wire) -> {
            for (String head = wire.head(); !head.isEmpty(); head = wire.head()) {
                asked.add(head.substring(0, head.indexOf("\r\n")));
                wire.send(json("401 Unauthorized", REFUSAL));
            }
        }));
        Wire client = opened.client(new TestSite().on(couch.port()));
        String answer = client.send(request).answer();
        assertThat(answer).startsWith("HTTP/1.1 401 ");
        assertThat(Wire.payload(answer)).isEqualTo(REFUSAL);
        assertThat(asked).containsExactly(KNOCK);
    }

    /** A CouchDB that lets in whom it is to, and finds nothing. */
    private FakeUpstream couch(String letIn) throws IOException {
        return opened.add(FakeUpstream.withDoor((number, wire) -> {
            for (String request = wire.request(); request != null; request = wire.request()) {
                boolean in = request.contains(letIn);
                wire.send(in ? json("200 OK", FOUND) : json("401 Unauthorized", REFUSAL));
            }
        }));
    }

    @Test
    void clientThatWasLetIn_isNotAskedAboutAgainAtOnce() throws Exception {
        FakeUpstream couch = couch("Authorization: Basic YTpi\r\n");
        Wire client = opened.client(new TestSite().on(couch.port()));
        for (int turn = 0; turn < 3; turn++) {
            String answer = client.send(find("Authorization: Basic YTpi\r\nX-Request-Id: " + turn + "\r\n"))
                    .answer();
            assertThat(answer).startsWith("HTTP/1.1 200 ");
        }
        assertThat(couch.nextRequest()).startsWith(KNOCK).contains("Authorization: Basic YTpi\r\n");
        for (int turn = 0; turn < 3; turn++) {
            assertThat(couch.nextRequest()).startsWith("POST /todos/_find ");
        }
    }

    /** A {@code _find} asks twice, once for each shape that is stored. */
    @Test
    void anotherClient_isAskedAboutItself() throws Exception {
        FakeUpstream couch = couch("Authorization: Basic YTpi\r\n");
        Wire client = opened.client(new TestSite().on(couch.port()));
        assertThat(client.send(find("Authorization: Basic YTpi\r\n")).answer()).startsWith("HTTP/1.1 200 ");
        assertThat(client.send(find("Authorization: Basic YTpj\r\n")).answer()).startsWith("HTTP/1.1 401 ");
        assertThat(client.send(find("")).answer()).startsWith("HTTP/1.1 401 ");
        assertThat(client.send(find("Authorization: Basic YTpi\r\nX-Auth-CouchDB-UserName: c\r\n"))
                        .answer())
                .startsWith("HTTP/1.1 200 ");
        List<String> asked = new ArrayList<>();
        while (couch.hasRequest()) {
            String request = couch.nextRequest();
            asked.add(request.substring(0, request.indexOf(' ', request.indexOf(' ') + 1)));
        }
        assertThat(asked)
                .containsExactly(
                        "GET /todos/_security",
                        "POST /todos/_find",
                        "POST /todos/_find",
                        "GET /todos/_security",
                        "GET /todos/_security",
                        "GET /todos/_security",
                        "POST /todos/_find",
                        "POST /todos/_find");
    }

    @Test
    void serverThatHidesSecurity_isAskedForTheDatabase() throws Exception {
        FakeUpstream couch = opened.add(FakeUpstream.withDoor((number, wire) -> {
            for (String request = wire.request(); request != null; request = wire.request()) {
                wire.send(request.startsWith(KNOCK) ? json("403 Forbidden", "{}") : json("200 OK", FOUND));
            }
        }));
        Wire client = opened.client(new TestSite().on(couch.port()));
        assertThat(client.send(find("")).answer()).startsWith("HTTP/1.1 200 ");
        assertThat(client.send(find("")).answer()).startsWith("HTTP/1.1 200 ");
        assertThat(couch.nextRequest()).startsWith(KNOCK);
        assertThat(couch.nextRequest()).startsWith(ENTRY);
        assertThat(couch.nextRequest()).startsWith("POST ");
        assertThat(couch.nextRequest()).startsWith("POST ");
    }

    @Test
    void clientThatIsForbidden_isToldInTheWordsOfTheDatabase() throws Exception {
        String forbidden = "{\"error\":\"forbidden\",\"reason\":\"You are not allowed to access this db.\"}\n";
        FakeUpstream couch = opened.add(FakeUpstream.withDoor((number, wire) -> {
            for (String request = wire.request(); request != null; request = wire.request()) {
                wire.send(json("403 Forbidden", request.startsWith(KNOCK) ? "{}" : forbidden));
            }
        }));
        Wire client = opened.client(new TestSite().on(couch.port()));
        String answer = client.send(find("")).answer();
        assertThat(answer).startsWith("HTTP/1.1 403 ");
        assertThat(Wire.payload(answer)).isEqualTo(forbidden);
    }

    @Test
    void clientThatWaitsToBeToldToSend_isToldOnlyOnceItIsIn() throws Exception {
        CountDownLatch heard = new CountDownLatch(1);
        CountDownLatch waited = new CountDownLatch(1);
        FakeUpstream couch = opened.add(FakeUpstream.withDoor((number, wire) -> {
            wire.request();
            heard.countDown();
            Patience.await(waited);
            wire.send(json("200 OK", "{}"));
            wire.request();
            wire.send(json("200 OK", FOUND));
        }));
        Wire client = opened.client(new TestSite().on(couch.port()));
        String request = find("Expect: 100-continue\r\n");
        int body = request.indexOf("\r\n\r\n") + 4;
        client.send(request.substring(0, body));
        Patience.await(heard);
        assertThat(client.socket().getInputStream().available()).isZero();
        waited.countDown();
        assertThat(client.head()).startsWith("HTTP/1.1 100 ");
        assertThat(client.send(request.substring(body)).answer()).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void couchDbThatCannotBeAsked_isNoReasonToReadTheBody() throws Exception {
        FakeUpstream couch = opened.add(FakeUpstream.withDoor((number, wire) -> {
            for (String request = wire.request(); request != null; request = wire.request()) {
                wire.send(json("500 Internal Server Error", "{}"));
            }
        }));
        Wire client = opened.client(new TestSite().on(couch.port()));
        assertThat(client.send(find("")).answer())
                .startsWith("HTTP/1.1 503 ")
                .containsIgnoringCase("\r\nretry-after: ");
    }

    /** CouchDB takes what is no query here, and begins an answer that never ends. */
    private FakeUpstream endless() throws IOException {
        return opened.add(new FakeUpstream((number, wire) -> {
            while (wire.request() != null) {
                wire.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            }
        }));
    }

    @Test
    void refusal_isSaidAtTheHeadOfCouchDbsAnswer_whichIsBrokenOff() throws Exception {
        FakeUpstream couch = endless();
        Wire client = opened.client(new TestSite().on(couch.port()));
        String feed = "/todos/_changes?filter=_selector&feed=continuous&heartbeat=1000&since=5";
        for (String path : List.of("/todos/_find", feed)) {
            String answer = client.send(request("POST", path, "", "{\"selector\":{\"a\":{\"$foo\":1}}}"))
                    .answer();
            assertThat(answer).startsWith("HTTP/1.1 400 ").contains("invalid_operator");
        }
        assertThat(couch.nextRequest()).startsWith("POST /todos/_find ");
        // What waits for changes would not even begin an answer.
        assertThat(couch.nextRequest()).startsWith("POST /todos/_changes?filter=_selector&since=now ");
    }

    @Test
    void userAgentThatAPatternCannotDecideAbout_isRefused() throws Exception {
        FakeUpstream couch = opened.add(FakeUpstream.answering(json("200 OK", "{}")));
        TestSite site = new TestSite().with("TodoApp/(\\\\d+\\\\.\\\\d+)", "(a+)+b");
        Wire client = opened.client(site.on(couch.port()));
        String answer = client.send("GET /todos/a HTTP/1.1\r\nHost: h\r\nUser-Agent: " + "a".repeat(500) + "\r\n\r\n")
                .answer();
        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("limit_exceeded", "(limit: user-agent-steps)");
        assertThat(couch.hasRequest()).isFalse();
    }

    @Test
    void queryBeyondALimit_namesIt_andCouchDbIsNotAskedIt() throws Exception {
        FakeUpstream couch = opened.add(FakeUpstream.answering(json("200 OK", "{}")));
        Wire client = opened.client(new TestSite().on(couch.port()));
        String deep = "{\"selector\":" + "{\"a\":".repeat(495) + "1" + "}".repeat(495) + "}";
        for (String path : List.of("/todos/_find", "/todos/_explain", "/todos/_changes?filter=_selector")) {
            String answer = client.send(request("POST", path, "", deep)).answer();
            assertThat(answer).startsWith("HTTP/1.1 400 ");
            assertThat(Wire.payload(answer))
                    .isEqualTo("{\"error\":\"limit_exceeded\","
                            + "\"reason\":\"a query nests deeper than 100 levels (limit: query-depth)\"}\n");
            assertThat(couch.nextRequest()).startsWith(ENTRY);
        }
        assertThat(couch.hasRequest()).isFalse();
    }
}
