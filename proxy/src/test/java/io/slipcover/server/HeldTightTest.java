package io.slipcover.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.testing.FakeUpstream;
import io.slipcover.testing.LeakGuard;
import io.slipcover.testing.Opened;
import io.slipcover.testing.TestSite;
import io.slipcover.testing.Wire;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What decides about a request, and who may not take it away or say it twice. */
@ExtendWith(LeakGuard.class)
@SuppressWarnings("StringConcatToTextBlock") // Lines end with CR and LF here.
final class HeldTightTest {
    private static final String STORED =
            "{\"_id\":\"a\",\"_rev\":\"1-a\",\"schema\":\"todo-item\",\"version\":3,\"text\":\"x\",\"status\":\"done\"}";

    @RegisterExtension
    private final Opened opened = new Opened();

    /**
     * A request that goes to CouchDB.
     *
     * @param has what the request has there
     * @param lacks what the request has no longer; the empty string where nothing is missing
     */
    private record Passed(String name, String request, String has, String lacks) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** A request that does not reach CouchDB. */
    private record Refused(String name, int status, String request) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Passed nominated(String header) {
        String name = header.substring(0, header.indexOf(':'));
        return new Passed(
                "Connection names " + name,
                "GET /x/_local/a HTTP/1.1\r\nHost: h\r\n" + header + "\r\nConnection: " + name + "\r\n\r\n",
                "\r\n" + header + "\r\n",
                "Connection:");
    }

    private static Refused hosted(String host) {
        return new Refused("Host is " + host.strip(), 400, "GET / HTTP/1.1\r\nHost:" + host + "\r\n\r\n");
    }

    static Stream<Passed> passed() {
        return Stream.of(
                nominated("X-Client-Version: 1"),
                nominated("Authorization: Basic eA=="),
                nominated("Cookie: AuthSession=x"),
                nominated("Origin: http://o"),
                nominated("User-Agent: TodoApp/1.0"),
                nominated("If-None-Match: \"1-a\""),
                nominated("Accept: application/json"),
                nominated("Accept-Encoding: gzip"),
                nominated("Range: bytes=0-1"),
                nominated("X-Auth-CouchDB-Roles: r"),
                nominated("X-Couch-Full-Commit: true"),
                new Passed(
                        "Connection names Host",
                        "GET /x/a HTTP/1.1\r\nHost: h\r\nConnection: host\r\n\r\n",
                        "\r\nHost: h\r\n",
                        "onnection"),
                new Passed(
                        "Connection names Content-Length and Content-Encoding",
                        "PUT /x/a/b HTTP/1.1\r\nHost: h\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n"
                                + "Connection: content-length, Content-Encoding\r\n\r\nabc",
                        "\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n",
                        "onnection"),
                new Passed(
                        "Connection names Transfer-Encoding",
                        "PUT /x/a/b HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n"
                                + "Connection: Transfer-Encoding\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
                        "\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
                        "onnection"),
                new Passed(
                        "Connection names a header of nobody's",
                        "GET /x/a HTTP/1.1\r\nHost: h\r\nX-Hop: 1\r\nConnection: x-hop\r\n\r\n",
                        "\r\nHost: h\r\n",
                        "X-Hop"),
                new Passed(
                        "a trailer",
                        "PUT /x/a/b HTTP/1.1\r\nHost: h\r\nTrailer: X-Client-Version\r\nTransfer-Encoding: chunked\r\n\r\n"
                                + "3\r\nabc\r\n0\r\nX-Client-Version: 1\r\nAuthorization: y\r\n\r\n",
                        "3\r\nabc\r\n0\r\n\r\n",
                        "railer"),
                new Passed(
                        "a chunk extension",
                        "PUT /x/a/b HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3;a=b\r\nabc\r\n0\r\n\r\n",
                        "\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
                        "a=b"),
                new Passed(
                        "an absolute target of another host",
                        "GET http://other:1/x/a HTTP/1.1\r\nHost: h\r\n\r\n",
                        "GET /x/a HTTP/1.1\r\nHost: other:1\r\n",
                        "Host: h\r"),
                new Passed(
                        "an absolute target with a user",
                        "GET http://u:p@other:1/x/a HTTP/1.1\r\nHost: h\r\n\r\n",
                        "GET /x/a HTTP/1.1\r\nHost: other:1\r\n",
                        "Host: h\r"),
                new Passed("an odd method", "FROBNICATE /x/a HTTP/1.1\r\nHost: h\r\n\r\n", "FROBNICATE /x/a ", "GET"),
                new Passed("a method in lower case", "get /x/a HTTP/1.1\r\nHost: h\r\n\r\n", "get /x/a ", "GET"),
                new Passed(
                        "a folded line",
                        "GET /x/a HTTP/1.1\r\nHost: h\r\nX-A: b\r\n c: d\r\n\r\n",
                        "\r\nX-A: b c: d\r\n",
                        "\r\n c"),
                new Passed(
                        "HTTP/1.0 without Host", "GET /x/a HTTP/1.0\r\n\r\n", "\r\nX-Forwarded-Host: 127.0.0.1:", ""));
    }

    static Stream<Refused> refused() {
        String post = "POST / HTTP/1.1\r\nHost: h\r\n";
        return Stream.of(
                new Refused("no Host", 400, "GET / HTTP/1.1\r\n\r\n"),
                new Refused("two Hosts", 400, "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n"),
                new Refused("two Hosts in HTTP/1.0", 400, "GET / HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n"),
                new Refused(
                        "two Hosts and an absolute target",
                        400,
                        "GET http://a/ HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"),
                new Refused("no Host but in the target", 400, "GET http://a/ HTTP/1.1\r\n\r\n"),
                new Refused("no host in the target", 400, "GET http:/// HTTP/1.1\r\nHost: a\r\n\r\n"),
                hosted(" a b"),
                hosted(" a, b"),
                hosted(" a/b"),
                hosted(" u@a"),
                hosted(" a?b"),
                hosted(" a:b"),
                hosted(" a:123456"),
                hosted(" :80"),
                hosted(" [::1"),
                hosted(" [x]"),
                hosted(" \u00e4"),
                new Refused("the preface of HTTP/2", 505, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
                new Refused("HTTP/2.0", 505, "GET / HTTP/2.0\r\nHost: h\r\n\r\n"),
                new Refused("HTTP/1.2", 505, "GET / HTTP/1.2\r\nHost: h\r\n\r\n"),
                new Refused("HTTP/0.9", 400, "GET /\r\n\r\n"),
                new Refused("no method", 400, "GARBAGE\r\n\r\n"),
                new Refused("no method, and more of it", 400, "GARBAGE\r\n\r\n" + "GARBAGE\r\n".repeat(100)),
                new Refused("a method that is none", 400, "G@T / HTTP/1.1\r\nHost: h\r\n\r\n"),
                new Refused("a space before the colon", 400, "GET / HTTP/1.1\r\nHost : h\r\n\r\n"),
                new Refused(
                        "a space before the colon of a version",
                        400,
                        "GET / HTTP/1.1\r\nHost: h\r\nX-Client-Version : 1\r\n\r\n"),
                new Refused("a line without a colon", 400, "GET / HTTP/1.1\r\nHost: h\r\nabc\r\n\r\n"),
                new Refused("a bare CR", 400, "GET / HTTP/1.1\r\nHost: h\r\nA: b\rC: d\r\n\r\n"),
                new Refused("a bare LF", 400, "GET / HTTP/1.1\nHost: h\n\n"),
                new Refused("a NUL", 400, "GET / HTTP/1.1\r\nHost: h\r\nA: b\0c\r\n\r\n"),
                new Refused("two lengths", 400, post + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab"),
                new Refused("two lengths in one line", 400, post + "Content-Length: 1, 2\r\n\r\nab"),
                new Refused("a length with a sign", 400, post + "Content-Length: +1\r\n\r\na"),
                new Refused("a negative length", 400, post + "Content-Length: -1\r\n\r\na"),
                new Refused("a length in hexadecimals", 400, post + "Content-Length: 0x1\r\n\r\na"),
                new Refused("an empty length", 400, post + "Content-Length: \r\n\r\n"),
                new Refused(
                        "a length and chunks",
                        400,
                        post
                                + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /admin HTTP/1.1\r\n"),
                new Refused("chunks that are none", 400, post + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"),
                new Refused("chunks and more", 400, post + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n"),
                new Refused(
                        "chunks twice",
                        400,
                        post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
                new Refused("identity", 400, post + "Transfer-Encoding: identity\r\n\r\n"),
                new Refused(
                        "chunks in HTTP/1.0", 400, "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"));
    }

    private FakeUpstream couch() throws Exception {
        return opened.add(FakeUpstream.answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("passed")
    void passedRequest_keepsWhatDecides(Passed row) throws Exception {
        FakeUpstream couch = couch();
        Wire client = opened.client(new TestSite().on(couch.port())).send(row.request());
        assertThat(client.head()).startsWith("HTTP/1.1 200 OK\r\n");
        String asked = couch.nextRequest();
        assertThat(asked).containsIgnoringCase(row.has());
        if (!row.lacks().isEmpty()) {
            assertThat(asked).doesNotContain(row.lacks());
        }
        assertThat(couch.hasRequest()).isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void refusedRequest_isAnswered_andIsTheLast(Refused row) throws Exception {
        FakeUpstream couch = couch();
        ProxyServer proxy = opened.proxy(new TestSite().on(couch.port()));
        Wire client = opened.client(proxy).send(row.request() + "GET /smuggled HTTP/1.1\r\nHost: h\r\n\r\n");
        assertThat(client.rest())
                .startsWith("HTTP/1.1 " + row.status() + " ")
                .containsIgnoringCase("\r\nconnection: close\r\n")
                .contains("\r\n\r\n{\"error\":")
                .endsWith("}\n");
        client.close();
        Disconnected.await(proxy);
        assertThat(couch.connections()).isZero();
    }

    @Test
    void version_thatConnectionNames_decides() throws Exception {
        FakeUpstream couch = opened.add(FakeUpstream.answering("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                + "Content-Length: " + STORED.length() + "\r\n\r\n" + STORED));
        Wire client = opened.client(new TestSite().on(couch.port()));
        String get = "GET /todos/a HTTP/1.1\r\nHost: h\r\nX-Client-Version: 1\r\n";
        String view = Wire.payload(client.send(get + "\r\n").answer());
        assertThat(view).contains("\"version\":1").isNotEqualTo(STORED);
        assertThat(Wire.payload(client.send(get + "Connection: x-client-version\r\n\r\n")
                        .answer()))
                .isEqualTo(view);
    }

    @Test
    void versions_thatDiffer_areRefused_andFoldedOnesAreNone() throws Exception {
        FakeUpstream couch = couch();
        Wire client = opened.client(new TestSite().on(couch.port()));
        for (String headers : new String[] {
            "X-Client-Version: 1\r\nX-Client-Version: 2\r\n",
            "X-Client-Version: 1\r\nx-client-version: 3.0.0\r\n",
            "X-Client-Version: 1\r\n 2\r\n"
        }) {
            assertThat(client.send("GET /todos/a HTTP/1.1\r\nHost: h\r\n" + headers + "\r\n")
                            .answer())
                    .startsWith("HTTP/1.1 400 ")
                    .contains("unknown_client_version");
        }
        assertThat(couch.connections()).isZero();
    }

    @Test
    void location_forHttp10WithoutHost_isOfSlipcover() throws Exception {
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            String asked = wire.request();
            String host =
                    asked.substring(asked.toLowerCase(java.util.Locale.ROOT).indexOf("x-forwarded-host: ") + 18);
            wire.send("HTTP/1.1 201 Created\r\nLocation: http://" + host.substring(0, host.indexOf('\r'))
                    + "/x/a\r\nContent-Length: 0\r\n\r\n");
        }));
        ProxyServer proxy = opened.proxy(new TestSite().on(couch.port()));
        assertThat(opened.client(proxy)
                        .send("PUT /x/a HTTP/1.0\r\nContent-Length: 0\r\n\r\n")
                        .rest())
                .contains("\r\nLocation: http://127.0.0.1:" + proxy.address().getPort() + "/x/a\r\n");
    }

    @Test
    void answer_losesItsTrailers_andKeepsWhatConnectionMayNotName() throws Exception {
        FakeUpstream couch = opened.add(FakeUpstream.answering(
                "HTTP/1.1 200 OK\r\nConnection: content-type, x-hop\r\nX-Hop: 1\r\nContent-Type: a/b\r\nTrailer: X-T\r\n"
                        + "Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\nX-T: 1\r\nSet-Cookie: a=b\r\n\r\n"));
        assertThat(opened.client(new TestSite().on(couch.port()))
                        .send("GET /x/a HTTP/1.1\r\nHost: h\r\n\r\n")
                        .answer())
                .contains("\r\nContent-Type: a/b\r\n")
                .endsWith("\r\n\r\n1\r\na\r\n0\r\n\r\n")
                .doesNotContain("X-Hop")
                .doesNotContain("railer");
    }
}
