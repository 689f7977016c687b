package io.slipcover.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.dispatch.ProxyConfiguration;
import io.slipcover.testbed.Patience;
import io.slipcover.testing.FakeUpstream;
import io.slipcover.testing.LeakGuard;
import io.slipcover.testing.Opened;
import io.slipcover.testing.TestSite;
import io.slipcover.testing.Wire;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients of several releases read. */
@ExtendWith(LeakGuard.class)
@SuppressWarnings("StringConcatToTextBlock") // Lines end with CR and LF here.
final class ViewTest {
    private static final String STORED = "{\"_id\":\"a\",\"_rev\":\"2-b\",\"schema\":\"todo-item\",\"version\":3,"
            + "\"text\":\"Moonwalk\",\"status\":\"done\",\"group\":{\"name\":\"default\"},\"big\":12345678901234567890}";
    private static final String VIEW_1 = "{\"_id\":\"a\",\"_rev\":\"2-b\",\"schema\":\"todo-item\",\"version\":1,"
            + "\"title\":\"Moonwalk\",\"isDone\":true,\"big\":12345678901234567890}";
    private static final String BROKEN =
            "{\"_id\":\"b\",\"_rev\":\"1-c\",\"schema\":\"todo-item\",\"version\":2,\"status\":42}";
    private static final String REASON = "todo-item 2 to 1: convert status: no pair for 42";

    @RegisterExtension
    private final Opened opened = new Opened();

    private Wire client(FakeUpstream couch) throws IOException {
        return opened.client(new TestSite().on(couch.port()));
    }

    private static String json(String headers, String body) {
        return "HTTP/1.1 200 OK\r\n" + headers + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private static String request(String line, String... headers) {
        return line + " HTTP/1.1\r\nHost: h\r\n"
                + String.join(
                        "",
                        List.of(headers).stream().map(header -> header + "\r\n").toList()) + "\r\n";
    }

    @Test
    void document_isShownInTheShapeOfEachRelease() throws Exception {
        FakeUpstream couch = opened.add(
                FakeUpstream.answering(json("ETag: \"2-b\"\r\nContent-Type: application/json\r\n", STORED + "\n")));
        Wire client = client(couch);

        String first =
                client.send(request("GET /todos/a", "X-Client-Version: 1.0.0")).answer();
        assertThat(Wire.payload(first)).isEqualTo(VIEW_1 + "\n");
        assertThat(first)
                .contains("Content-Length: " + (VIEW_1.length() + 1))
                .containsIgnoringCase("\r\nvary: X-Client-Version\r\n");
        assertThat(first).containsPattern("(?i)ETag: \"2-b~[0-9a-f]{8}\"");

        String third =
                client.send(request("GET /todos/a", "X-Client-Version: 3")).answer();
        assertThat(Wire.payload(third)).isEqualTo(STORED + "\n");
        assertThat(tag(third)).isNotEqualTo(tag(first));
    }

    private static String tag(String answer) {
        int from = answer.toLowerCase(java.util.Locale.ROOT).indexOf("etag: ") + 6;
        return answer.substring(from, answer.indexOf("\r\n", from));
    }

    @Test
    void document_cutAnywhere_isTheSame() throws Exception {
        AtomicInteger cut = new AtomicInteger(1);
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            while (wire.request() != null) {
                String body = STORED + "\n";
                wire.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(cut.get())
                        + "\r\n" + body.substring(0, cut.get()) + "\r\n");
                wire.send(Integer.toHexString(body.length() - cut.get()) + "\r\n" + body.substring(cut.get())
                        + "\r\n0\r\n\r\n");
            }
        }));
        Wire client = client(couch);
        for (; cut.get() <= STORED.length(); cut.incrementAndGet()) {
            assertThat(Wire.payload(client.send(request("GET /todos/a", "X-Client-Version: 1"))
                            .answer()))
                    .isEqualTo(VIEW_1 + "\n");
        }
    }

    @Test
    void head_isAskedAsGet_andHasTheHeadersOfOne() throws Exception {
        FakeUpstream couch = opened.add(FakeUpstream.answering(json("ETag: \"2-b\"\r\n", STORED + "\n")));
        Wire client = client(couch);
        String head =
                client.send(request("HEAD /todos/a", "X-Client-Version: 1")).head();
        assertThat(head).contains("Content-Length: " + (VIEW_1.length() + 1)).contains("\"2-b~");
        assertThat(couch.nextRequest()).startsWith("GET /todos/a");
        assertThat(client.send(request("HEAD /todos/a", "X-Client-Version: 1")).head())
                .isEqualTo(head);
    }

    @Test
    void unshowable_isAnErrorInItsPlace() throws Exception {
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            String request;
            while ((request = wire.request()) != null) {
                wire.send(json(
                        "",
                        request.contains("_bulk_get")
                                ? "{\"results\":[{\"id\":\"b\",\"docs\":[{\"ok\":" + BROKEN
                                        + "}]},{\"id\":\"a\",\"docs\":[{\"ok\":" + STORED + "}]}]}"
                                : request.contains("open_revs")
                                        ? "[{\"ok\":" + STORED + "},{\"ok\":" + BROKEN + "}]"
                                        : request.contains("_all_docs")
                                                ? "{\"rows\":[\n{\"id\":\"b\",\"doc\":" + BROKEN
                                                        + "},\n{\"id\":\"a\",\"doc\":" + STORED + "}\n]}"
                                                : BROKEN));
            }
        }));
        Wire client = client(couch);
        String error = "{\"error\":\"migration_failed\",\"reason\":\"" + REASON + "\"}\n";

        String document =
                client.send(request("GET /todos/b", "X-Client-Version: 1")).answer();
        assertThat(document)
                .startsWith("HTTP/1.1 500 ")
                .containsIgnoringCase("vary: X-Client-Version")
                .endsWith(error);
        assertThat(client.send(request("GET /todos/b?open_revs=all", "X-Client-Version: 1"))
                        .answer())
                .startsWith("HTTP/1.1 500 ")
                .endsWith(error);
        assertThat(Wire.payload(client.send(request("GET /todos/_all_docs?include_docs=true", "X-Client-Version: 1"))
                        .answer()))
                .isEqualTo("{\"rows\":[\n{\"id\":\"b\",\"doc\":null,\"error\":\"migration_failed\",\"reason\":\""
                        + REASON + "\"},\n{\"id\":\"a\",\"doc\":" + VIEW_1 + "}\n]}");
        assertThat(Wire.payload(
                        client.send(request("POST /todos/_bulk_get", "X-Client-Version: 1", "Content-Length: 0"))
                                .answer()))
                .isEqualTo("{\"results\":[{\"id\":\"b\",\"docs\":[{\"error\":{\"id\":\"b\",\"rev\":\"1-c\","
                        + "\"error\":\"migration_failed\",\"reason\":\"" + REASON
                        + "\"}}]},{\"id\":\"a\",\"docs\":[{\"ok\":"
                        + VIEW_1 + "}]}]}");

        Wire skipping = opened.client(new TestSite()
                .with("lenses: lenses", "lenses: lenses\non-unshowable: skip")
                .on(couch.port()));
        assertThat(Wire.payload(
                        skipping.send(request("POST /todos/_bulk_get", "X-Client-Version: 1", "Content-Length: 0"))
                                .answer()))
                .isEqualTo(
                        "{\"results\":[{\"id\":\"b\",\"docs\":[]},{\"id\":\"a\",\"docs\":[{\"ok\":" + VIEW_1 + "}]}]}");
        assertThat(skipping.send(request("GET /todos/b", "X-Client-Version: 1")).answer())
                .startsWith("HTTP/1.1 500 ");
    }

    @Test
    void openRevs_ofAnEmptyList_isADocument() throws Exception {
        FakeUpstream couch = opened.add(FakeUpstream.answering(json("", STORED)));
        assertThat(Wire.payload(client(couch)
                        .send(request("GET /todos/a?open_revs=[]", "X-Client-Version: 1"))
                        .answer()))
                .isEqualTo(VIEW_1);
    }

    @Test
    void changes_continuous_areForwardedAtOnce() throws Exception {
        CountDownLatch heartbeat = new CountDownLatch(1);
        CountDownLatch change = new CountDownLatch(1);
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            wire.request();
            wire.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            wire.send("1\r\n\n\r\n");
            Patience.await(heartbeat);
            String line = "{\"seq\":1,\"id\":\"a\",\"doc\":" + STORED + "}\n";
            wire.send(Integer.toHexString(line.length()) + "\r\n" + line + "\r\n");
            Patience.await(change);
            wire.send("0\r\n\r\n");
        }));
        Wire client = client(couch);
        client.send(request("GET /todos/_changes?feed=continuous&include_docs=true", "X-Client-Version: 1"));
        client.head();
        assertThat(client.read(6)).isEqualTo("1\r\n\n\r\n");
        heartbeat.countDown();
        String line = "{\"seq\":1,\"id\":\"a\",\"doc\":" + VIEW_1 + "}\n";
        StringBuilder got = new StringBuilder();
        while (!got.toString().endsWith("}\n\r\n")) {
            got.append(client.read(1));
        }
        assertThat(Wire.unchunked(got + "0\r\n\r\n")).isEqualTo(line);
        change.countDown();
        assertThat(client.read(5)).isEqualTo("0\r\n\r\n");
    }

    @Test
    void errorsOfCouch_goThrough_withVary() throws Exception {
        FakeUpstream couch = opened.add(
                FakeUpstream.answering(
                        "HTTP/1.1 404 Object Not Found\r\nContent-Length: 41\r\n\r\n{\"error\":\"not_found\",\"reason\":\"missing\"}\n"));
        assertThat(client(couch)
                        .send(request("GET /todos/none", "X-Client-Version: 1"))
                        .answer())
                .startsWith("HTTP/1.1 404 Object Not Found\r\nContent-Length: 41\r\n")
                .containsIgnoringCase("vary: X-Client-Version")
                .endsWith("{\"error\":\"not_found\",\"reason\":\"missing\"}\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Encoding: gzip\r\n", "Content-Type: multipart/related; boundary=x\r\n"})
    void answerInAFormNotAskedFor_neverLeaves(String header) throws Exception {
        FakeUpstream couch = opened.add(FakeUpstream.answering(json(header, STORED)));
        assertThat(client(couch)
                        .send(request("GET /todos/a", "X-Client-Version: 1"))
                        .answer())
                .startsWith("HTTP/1.1 502 ")
                .doesNotContain("Moonwalk");
    }

    @Test
    void answerThatIsNoJson_neverLeaves() throws Exception {
        FakeUpstream couch = opened.add(FakeUpstream.answering(json("", "{\"_id\":\"a\" \"status\"")));
        assertThat(client(couch)
                        .send(request("GET /todos/a", "X-Client-Version: 1"))
                        .answer())
                .startsWith("HTTP/1.1 502 ")
                .doesNotContain("status");
    }

    @Test
    void documentPastTheLimit_isAnError() throws Exception {
        FakeUpstream couch = opened.add(FakeUpstream.answering(json("", STORED)));
        assertThat(opened.client(new TestSite().holding(100).on(couch.port()))
                        .send(request("GET /todos/a", "X-Client-Version: 1"))
                        .answer())
                .startsWith("HTTP/1.1 500 ")
                .contains("document_too_large");
    }

    @Test
    void brokenRows_breakTheConnection() throws Exception {
        FakeUpstream couch =
                opened.add(FakeUpstream.answering(json("", "{\"rows\":[{\"id\":\"a\",\"doc\":" + STORED + "},}")));
        Wire client = client(couch);
        client.send(request("GET /todos/_all_docs?include_docs=true", "X-Client-Version: 1"));
        assertThat(client.rest()).endsWith("<reset>").doesNotContain("\r\n0\r\n\r\n");
    }

    @Test
    void conditions_areThisReleasesOwn() throws Exception {
        FakeUpstream couch = opened.add(
                FakeUpstream.answering("HTTP/1.1 304 Not Modified\r\nETag: \"2-b\"\r\nContent-Length: 0\r\n\r\n"));
        Wire client = client(couch);
        String tag =
                tag(client.send(request("GET /todos/a", "X-Client-Version: 1")).head());
        assertThat(tag).matches("\"2-b~[0-9a-f]{8}\"");
        couch.nextRequest();

        String own = client.send(request("GET /todos/a", "X-Client-Version: 1", "If-None-Match: \"9-x\", " + tag))
                .head();
        assertThat(own).startsWith("HTTP/1.1 304").contains(tag).containsIgnoringCase("vary:");
        assertThat(couch.nextRequest()).containsIgnoringCase("if-none-match: \"2-b\"\r\n");

        client.send(request("GET /todos/a", "X-Client-Version: 2", "If-None-Match: " + tag))
                .head();
        assertThat(couch.nextRequest().toLowerCase(java.util.Locale.ROOT)).doesNotContain("if-none-match");
    }

    @Test
    void revisions_areTakenInOurForms() throws Exception {
        FakeUpstream couch = opened.add(FakeUpstream.answering(json("", "{\"ok\":true}")));
        Wire client = client(couch);
        client.send(request("DELETE /todos/a?rev=%222-b~12345678%22", "If-Match: \"2-b~12345678\""))
                .answer();
        assertThat(couch.nextRequest())
                .startsWith("DELETE /todos/a?rev=2-b HTTP/1.1\r\n")
                .containsIgnoringCase("if-match: \"2-b\"\r\n");
        client.send(request("GET /todos/a/att.png?rev=2-b~12345678&x=%2F")).answer();
        assertThat(couch.nextRequest()).startsWith("GET /todos/a/att.png?rev=2-b&x=%2F HTTP/1.1\r\n");
    }

    @Test
    void encodingAndRanges_areNotAskedFor() throws Exception {
        FakeUpstream couch = opened.add(FakeUpstream.answering(json("", STORED)));
        client(couch)
                .send(request(
                        "GET /todos/a",
                        "X-Client-Version: 1",
                        "Accept-Encoding: gzip",
                        "Range: bytes=0-5",
                        "Accept: text/html"))
                .answer();
        assertThat(couch.nextRequest().toLowerCase(java.util.Locale.ROOT))
                .doesNotContain("accept-encoding", "range:")
                .contains("accept: text/html\r\n");
    }

    @ParameterizedTest
    @CsvSource({
        "GET /todos/a,X-Client-Version: 1.2.3-beta.1,isDone",
        "GET /todos/a,X-Client-Version: 2,title",
        "GET /todos/a,X-Client-Version: 4,text",
        "GET /v1/todos/a,X-Nothing: 1,isDone",
        "GET /v1/todos/a,X-Client-Version: 3,text",
        "GET /todos/a,User-Agent: Mozilla TodoApp/1.4 (x),isDone",
    })
    void release_isChosen(String line, String header, String member) throws Exception {
        FakeUpstream couch = opened.add(FakeUpstream.answering(json("", STORED)));
        assertThat(client(couch).send(request(line, header)).answer()).contains("\"" + member + "\":");
        assertThat(couch.nextRequest()).startsWith("GET /todos/a HTTP/1.1\r\n");
    }

    @ParameterizedTest
    @CsvSource({
        "X-Client-Version: 0.5,410,release_retired",
        "X-Client-Version: nonsense,400,unknown_client_version",
        "X-Nothing: 1,400,unknown_client_version",
    })
    void releaseThatIsNone_isRefused(String header, String status, String error) throws Exception {
        FakeUpstream couch = opened.add(FakeUpstream.answering(json("", STORED)));
        Wire client = client(couch);
        String answer = client.send(request("GET /todos/a", header)).answer();
        assertThat(answer)
                .startsWith("HTTP/1.1 " + status)
                .contains("{\"error\":\"" + error + "\",\"reason\":")
                .containsIgnoringCase("vary: X-Client-Version");
        assertThat(couch.hasRequest()).isFalse();
        assertThat(client.send(request("GET /todos/_local/x", header)).answer()).startsWith("HTTP/1.1 200");
        if (status.equals("400")) {
            assertThat(answer).contains(">=3.0.0", "1.x");
        } else {
            assertThat(answer)
                    .contains(
                            "Deprecation: @1577836800",
                            "Sunset: Fri, 01 Jan 2021 00:00:00 GMT",
                            "<https://example.org/0>");
        }
    }

    @Test
    void absentVersion_isTheConfiguredOne() throws Exception {
        FakeUpstream couch = opened.add(FakeUpstream.answering(json("", STORED)));
        ProxyConfiguration site = new TestSite()
                .with("client-version:", "client-version:\n  when-absent: \"1.0\"")
                .on(couch.port());
        assertThat(Wire.payload(
                        opened.client(site).send(request("GET /todos/a")).answer()))
                .isEqualTo(VIEW_1);
    }

    @Test
    void deprecatedRelease_isTold() throws Exception {
        FakeUpstream couch = opened.add(FakeUpstream.answering(
                json("Access-Control-Allow-Origin: http://app\r\nAccess-Control-Expose-Headers: etag\r\n", STORED)));
        assertThat(client(couch)
                        .send(request("GET /todos/a", "X-Client-Version: 1", "Origin: http://app"))
                        .answer())
                .contains(
                        "\r\nDeprecation: @1788220800\r\n",
                        "\r\nSunset: Sun, 01 Mar 2099 00:00:00 GMT\r\n",
                        "\r\nLink: <https://example.org/1>; rel=\"deprecation\"\r\n")
                .containsIgnoringCase("\r\naccess-control-expose-headers: etag, Deprecation, Sunset, Link\r\n");
    }

    @Test
    void preflight_isAskedWithoutOurHeader_andAllowedWithIt() throws Exception {
        FakeUpstream couch = opened.add(
                FakeUpstream.answering(
                        "HTTP/1.1 204 No Content\r\nAccess-Control-Allow-Headers: content-type\r\n"
                                + "Access-Control-Allow-Methods: GET\r\nAccess-Control-Allow-Origin: http://app\r\nContent-Length: 0\r\n\r\n"));
        Wire client = client(couch);
        String answer = client.send(request(
                        "OPTIONS /todos/a",
                        "Origin: http://app",
                        "Access-Control-Request-Method: GET",
                        "Access-Control-Request-Headers: content-type,x-client-version"))
                .head();
        assertThat(answer).containsIgnoringCase("Access-Control-Allow-Headers: content-type, X-Client-Version\r\n");
        assertThat(couch.nextRequest()).containsIgnoringCase("access-control-request-headers: content-type\r\n");
    }

    @Test
    void preflightThatCouchRefuses_isRefused() throws Exception {
        FakeUpstream couch =
                opened.add(FakeUpstream.answering("HTTP/1.1 405 Method Not Allowed\r\nContent-Length: 0\r\n\r\n"));
        String answer = client(couch)
                .send(request(
                        "OPTIONS /todos/a",
                        "Origin: http://app",
                        "Access-Control-Request-Method: GET",
                        "Access-Control-Request-Headers: x-client-version"))
                .head();
        assertThat(answer).startsWith("HTTP/1.1 405").doesNotContainIgnoringCase("access-control");
        assertThat(couch.nextRequest()).doesNotContainIgnoringCase("access-control-request-headers");
    }

    @Test
    void ownAnswers_carryWhatCouchTellsTheOrigin() throws Exception {
        FakeUpstream couch = opened.add(
                FakeUpstream.answering(
                        "HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: http://app\r\n"
                                + "Access-Control-Allow-Credentials: true\r\nAccess-Control-Expose-Headers: etag\r\nContent-Length: 100\r\n\r\n"));
        Wire client = client(couch);
        for (int round = 0; round < 2; round++) {
            assertThat(client.send(request("GET /todos/a", "Origin: http://app"))
                            .answer())
                    .startsWith("HTTP/1.1 400 ")
                    .containsIgnoringCase("access-control-allow-origin: http://app\r\n")
                    .containsIgnoringCase("access-control-allow-credentials: true\r\n")
                    .containsIgnoringCase("access-control-expose-headers: etag, Deprecation, Sunset, Link\r\n")
                    .contains("unknown_client_version");
            assertThat(couch.nextRequest())
                    .startsWith("HEAD / HTTP/1.1\r\n")
                    .containsIgnoringCase("origin: http://app\r\n");
        }
    }

    @Test
    void reload_isForTheNextRequest() throws Exception {
        FakeUpstream couch = opened.add(FakeUpstream.answering(json("", STORED)));
        ProxyServer server = opened.proxy(new TestSite().on(couch.port()));
        Wire client = opened.client(server);
        assertThat(client.send(request("GET /todos/a")).answer()).startsWith("HTTP/1.1 400 ");
        server.reload(new TestSite()
                .with("client-version:", "client-version:\n  when-absent: \"3.0\"")
                .on(couch.port()));
        assertThat(client.send(request("GET /todos/a")).answer())
                .startsWith("HTTP/1.1 200 ")
                .endsWith(STORED);
    }
}
