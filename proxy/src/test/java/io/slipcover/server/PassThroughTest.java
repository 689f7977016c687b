package io.slipcover.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.config.Network;
import io.slipcover.testbed.Patience;
import io.slipcover.testing.Bystander;
import io.slipcover.testing.FakeUpstream;
import io.slipcover.testing.LeakGuard;
import io.slipcover.testing.Opened;
import io.slipcover.testing.RefusingPort;
import io.slipcover.testing.TestSite;
import io.slipcover.testing.Wire;
import io.slipcover.upstream.Transport;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes through as it comes, and what becomes of connections that do not behave. */
@ExtendWith(LeakGuard.class)
@SuppressWarnings("StringConcatToTextBlock") // Lines end with CR and LF here.
final class PassThroughTest {
    private static final String HELLO = "HTTP/1.1 200 OK\r\nServer: CouchDB\r\nContent-Length: 5\r\n\r\nhello";

    @RegisterExtension
    private final Opened opened = new Opened();

    private ProxyServer proxy(Integer... ports) {
        return opened.proxy(new TestSite().on(ports));
    }

    private Wire client(Integer... ports) throws IOException {
        return opened.client(proxy(ports));
    }

    @Test
    void get_rawPathAndHeaders_goThrough() throws Exception {
        FakeUpstream couch = opened.add(FakeUpstream.answering(HELLO));
        Wire client = client(couch.port());

        client.send(
                "GET /db%2Fx//%7e?a=%22b%22&c=%2F;d+e HTTP/1.1\r\nHost: couch.example:99\r\nAuthorization: Basic eA==\r\n"
                        + "Cookie: a=b\r\nX-Own: yes\r\n\r\n");

        assertThat(client.answer()).isEqualTo("HTTP/1.1 200 OK\r\nServer: CouchDB\r\nContent-Length: 5\r\n\r\nhello");
        assertThat(couch.nextRequest())
                .startsWith("GET /db%2Fx//%7e?a=%22b%22&c=%2F;d+e HTTP/1.1\r\n")
                .contains("Host: couch.example:99\r\n", "Authorization: Basic eA==\r\n", "Cookie: a=b\r\n")
                .contains("X-Own: yes\r\n");
    }

    @Test
    void hopByHopHeaders_ofBothSides_goNoFurther() throws Exception {
        FakeUpstream couch =
                opened.add(FakeUpstream.answering("HTTP/1.1 200 OK\r\nConnection: keep-alive, X-Mine\r\nX-Mine: 1\r\n"
                        + "Keep-Alive: timeout=5\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\nContent-Length: 0\r\n\r\n"));
        Wire client = client(couch.port());

        client.send("GET / HTTP/1.1\r\nHost: h\r\nConnection: X-Secret, close\r\nX-Secret: 1\r\nTE: trailers\r\n"
                + "Proxy-Authorization: x\r\nUpgrade: h2c\r\nKeep-Alive: 1\r\n\r\n");

        assertThat(client.answer())
                .isEqualTo("HTTP/1.1 200 OK\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\nContent-Length: 0\r\n"
                        + "connection: close\r\n\r\n");
        assertThat(client.rest()).isEmpty();
        assertThat(couch.nextRequest().toLowerCase(java.util.Locale.ROOT))
                .doesNotContain("x-secret", "te:", "proxy-authorization", "upgrade", "keep-alive", "connection");
    }

    @Test
    void connectionThatNamesHost_doesNotTakeItAway() throws Exception {
        FakeUpstream couch = opened.add(FakeUpstream.answering(HELLO));
        Wire client = client(couch.port());
        client.send("POST / HTTP/1.1\r\nHost: h\r\nConnection: Host, Content-Length\r\nContent-Length: 2\r\n\r\nab");
        client.answer();
        assertThat(couch.nextRequest()).contains("Host: h\r\n").endsWith("\r\n\r\nab");
    }

    @Test
    void forwardedHeaders_ofAnyone_areOverwrittenButFor() throws Exception {
        FakeUpstream couch = opened.add(FakeUpstream.answering(HELLO));
        Wire client = client(couch.port());
        client.send("GET / HTTP/1.1\r\nHost: real\r\nX-Forwarded-For: 1.2.3.4\r\nX-Forwarded-Proto: https\r\n"
                + "X-Forwarded-Host: evil\r\n\r\n");
        client.answer();
        assertThat(couch.nextRequest().toLowerCase(java.util.Locale.ROOT))
                .contains("x-forwarded-for: 1.2.3.4, 127.0.0.1\r\n")
                .contains("x-forwarded-proto: http\r\n", "x-forwarded-host: real\r\n");
    }

    @Test
    void forwardedHeaders_ofTrustedProxy_areKept() throws Exception {
        FakeUpstream couch = opened.add(FakeUpstream.answering(HELLO));
        Network network = Network.parse("127.0.0.0/8");
        Wire client = opened.client(new TestSite().trusting(List.of(network)).on(couch.port()));
        client.send("GET / HTTP/1.1\r\nHost: inner\r\nX-Forwarded-For: 1.2.3.4\r\nX-Forwarded-Proto: https\r\n"
                + "X-Forwarded-Host: outer\r\n\r\n");
        client.answer();
        assertThat(couch.nextRequest().toLowerCase(java.util.Locale.ROOT))
                .contains("x-forwarded-for: 1.2.3.4, 127.0.0.1\r\n")
                .contains("x-forwarded-proto: https\r\n", "x-forwarded-host: outer\r\n");
    }

    @Test
    void requests_oneAfterTheOther_shareBothConnections() throws Exception {
        FakeUpstream couch = opened.add(FakeUpstream.answering(HELLO));
        Wire client = client(couch.port());
        for (int round = 0; round < 20; round++) {
            client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
            assertThat(client.answer()).endsWith("hello");
        }
        assertThat(couch.connections()).isEqualTo(1);
    }

    @Test
    void requests_pipelined_areAnsweredInOrder() throws Exception {
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            String request;
            while ((request = wire.request()) != null) {
                String path = request.substring(request.indexOf('/'), request.indexOf(" HTTP"));
                boolean head = request.startsWith("HEAD");
                wire.send("HTTP/1.1 200 OK\r\nContent-Length: " + path.length() + "\r\n\r\n" + (head ? "" : path));
            }
        }));
        Wire client = client(couch.port());

        client.send("GET /1 HTTP/1.1\r\nHost: h\r\n\r\nHEAD /22 HTTP/1.1\r\nHost: h\r\n\r\n"
                + "POST /333 HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\n\r\nbodyPUT /4444 HTTP/1.1\r\nHost: h\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\nGET /5 HTTP/1.1\r\nHost: h\r\n\r\n");

        assertThat(client.answer()).endsWith("\r\n\r\n/1");
        assertThat(client.head()).contains("Content-Length: 3\r\n");
        assertThat(client.answer()).endsWith("\r\n\r\n/333");
        assertThat(client.answer()).endsWith("\r\n\r\n/4444");
        assertThat(client.answer()).endsWith("\r\n\r\n/5");
    }

    @Test
    void request_cutAnywhere_arrivesTheSame() throws Exception {
        FakeUpstream couch = opened.add(FakeUpstream.answering(HELLO));
        ProxyServer proxy = proxy(couch.port());
        Wire client = opened.client(proxy);
        Bystander bystander = opened.bystander(proxy);
        String request =
                "PUT /db/a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n";
        for (int cut = 1; cut < request.length(); cut++) {
            client.send(request.substring(0, cut));
            bystander.awaitReading();
            client.send(request.substring(cut));
            assertThat(client.answer()).endsWith("hello");
            String arrived = couch.nextRequest();
            assertThat(Wire.unchunked(arrived.substring(arrived.indexOf("\r\n\r\n") + 4)))
                    .isEqualTo("abcde");
        }
    }

    @Test
    void answer_cutAnywhere_arrivesTheSame() throws Exception {
        String answer =
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\nX-Trailer: t\r\n\r\n";
        AtomicInteger cut = new AtomicInteger();
        CompletableFuture<Bystander> bystander = new CompletableFuture<>();
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            while (wire.request() != null) {
                wire.send(answer.substring(0, cut.get()));
                bystander.join().awaitReading();
                wire.send(answer.substring(cut.get()));
            }
        }));
        ProxyServer proxy = proxy(couch.port());
        bystander.complete(opened.bystander(proxy));
        Wire client = opened.client(proxy);
        for (cut.set(1); cut.get() < answer.length(); cut.incrementAndGet()) {
            client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
            String arrived = client.answer();
            assertThat(Wire.unchunked(arrived.substring(arrived.indexOf("\r\n\r\n") + 4)))
                    .isEqualTo("abcde");
            assertThat(arrived).endsWith("0\r\n\r\n");
        }
    }

    @Test
    void head_keepsLength_andBringsNoBody() throws Exception {
        FakeUpstream couch = opened.add(FakeUpstream.answering("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n"));
        Wire client = client(couch.port());
        client.send("HEAD / HTTP/1.1\r\nHost: h\r\n\r\n");
        assertThat(client.head()).contains("Content-Length: 500\r\n");
        client.send("HEAD / HTTP/1.1\r\nHost: h\r\n\r\n");
        assertThat(client.head()).contains("Content-Length: 500\r\n");
    }

    @Test
    void notModified_hasNoBody() throws Exception {
        FakeUpstream couch = opened.add(FakeUpstream.answering("HTTP/1.1 304 Not Modified\r\nETag: \"x\"\r\n\r\n"));
        Wire client = client(couch.port());
        client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
        assertThat(client.head()).isEqualTo("HTTP/1.1 304 Not Modified\r\nETag: \"x\"\r\n\r\n");
        client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
        assertThat(client.head()).startsWith("HTTP/1.1 304");
    }

    @Test
    void expectContinue_isAskedOfCouch() throws Exception {
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            String head = wire.head();
            assertThat(head).containsIgnoringCase("expect: 100-continue");
            wire.send("HTTP/1.1 100 Continue\r\n\r\n");
            wire.send("HTTP/1.1 201 Created\r\nContent-Length: 4\r\n\r\n" + wire.body(head));
            wire.send(wire.request() == null ? "" : HELLO);
        }));
        Wire client = client(couch.port());
        client.send("PUT /a HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");
        assertThat(client.head()).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
        client.send("body");
        assertThat(client.answer()).endsWith("\r\n\r\nbody");
        client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
        assertThat(client.answer()).endsWith("hello");
    }

    @Test
    void expectContinue_refusedByCouch_isRefused() throws Exception {
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            wire.head();
            wire.send("HTTP/1.1 401 Unauthorized\r\nContent-Length: 2\r\n\r\nno");
            wire.rest();
        }));
        Wire client = client(couch.port());
        client.send("PUT /a HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");
        assertThat(client.answer())
                .startsWith("HTTP/1.1 401")
                .contains("connection: close")
                .endsWith("no");
        assertThat(client.rest()).isEmpty();
    }

    @Test
    void version10_chunkedAnswer_endsWithTheConnection() throws Exception {
        FakeUpstream couch = opened.add(FakeUpstream.answering(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"));
        Wire client = client(couch.port());
        client.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
        assertThat(client.rest()).isEqualTo("HTTP/1.1 200 OK\r\nconnection: close\r\n\r\nabcde");
        assertThat(couch.nextRequest()).startsWith("GET / HTTP/1.1\r\n").containsIgnoringCase("host: 127.0.0.1:");
    }

    @Test
    void version10_knownLength_keepsTheConnection() throws Exception {
        FakeUpstream couch = opened.add(FakeUpstream.answering(HELLO));
        Wire client = client(couch.port());
        for (int round = 0; round < 2; round++) {
            client.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
            assertThat(client.answer()).contains("connection: keep-alive").endsWith("hello");
        }
        client.send("GET / HTTP/1.0\r\n\r\n");
        assertThat(client.rest()).endsWith("hello");
    }

    @Test
    void answerWithoutLength_isChunked() throws Exception {
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            wire.request();
            wire.send("HTTP/1.1 200 OK\r\n\r\nabc");
        }));
        Wire client = client(couch.port());
        client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
        String answer = client.answer();
        assertThat(Wire.unchunked(answer.substring(answer.indexOf("\r\n\r\n") + 4)))
                .isEqualTo("abc");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 100\r\n\r\nabc", "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n"})
    void answerThatBreaksOff_breaksTheClient(String answer) throws Exception {
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            wire.request();
            wire.send("HTTP/1.1 200 OK\r\n" + answer);
        }));
        Wire client = client(couch.port());
        client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
        assertThat(client.rest()).doesNotContain("\r\n0\r\n\r\n").endsWith("<reset>");
    }

    @Test
    void upstreamThatNeverAnswers_butCloses_isBadGateway() throws Exception {
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> wire.request()));
        Wire client = client(couch.port());
        client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
        assertThat(client.answer()).startsWith("HTTP/1.1 502").contains("{\"error\":\"bad_gateway\",\"reason\":");
        client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
        assertThat(client.answer()).startsWith("HTTP/1.1 502");
    }

    @Test
    void upstreamThatTalksNonsense_isBadGateway() throws Exception {
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            wire.request();
            wire.send("nonsense\r\n\r\n");
            wire.rest();
        }));
        Wire client = client(couch.port());
        client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
        assertThat(client.answer()).startsWith("HTTP/1.1 502");
    }

    @Test
    void upstreamDown_isUnavailable() throws Exception {
        RefusingPort down = opened.add(new RefusingPort());
        Wire client = client(down.number());
        client.send("PUT /a HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc");
        assertThat(client.answer())
                .startsWith("HTTP/1.1 503")
                .containsIgnoringCase("retry-after: 10")
                .contains("{\"error\":\"service_unavailable\",\"reason\":");
        client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
        assertThat(client.answer()).startsWith("HTTP/1.1 503");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\nHost: h\r\n\r\n",
                "HEAD / HTTP/1.1\r\nHost: h\r\n\r\n",
                "OPTIONS / HTTP/1.1\r\nHost: h\r\n\r\n"
            })
    void staleConnection_harmlessRequest_isAskedOnceMore(String request) throws Exception {
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            if (number == 0) {
                wire.request();
                wire.send(HELLO);
                wire.head();
            } else {
                while (wire.request() != null) {
                    wire.send(HELLO);
                }
            }
        }));
        Wire client = client(couch.port());
        client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
        client.answer();
        client.send(request);
        assertThat(client.head()).startsWith("HTTP/1.1 200");
        assertThat(couch.connections()).isEqualTo(2);
    }

    /** CouchDB ends an event source that was limited with one more last chunk, which comes where the next answer is expected. */
    @Test
    void restOfTheAnswerBefore_inPlaceOfAnAnswer_requestIsAskedOnceMore() throws Exception {
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            while (wire.request() != null) {
                wire.send(HELLO);
                if (number == 0) {
                    wire.head();
                    wire.send("0\r\n\r\n");
                }
            }
        }));
        Wire client = client(couch.port());
        client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
        client.answer();
        client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
        assertThat(client.answer()).startsWith("HTTP/1.1 200");
        assertThat(couch.connections()).isEqualTo(2);
    }

    /** A request with a body could not be asked once more. */
    @Test
    void eventSource_isTheLastOnItsConnection() throws Exception {
        String events = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: 2\r\n\r\n\n\n";
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            while (wire.request() != null) {
                wire.send(number == 0 ? events : HELLO);
            }
        }));
        Wire client = client(couch.port());
        client.send("GET /todos/_changes?feed=eventsource&limit=1 HTTP/1.1\r\nHost: h\r\n\r\n");
        assertThat(client.answer()).startsWith("HTTP/1.1 200");
        client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc");
        assertThat(client.answer()).endsWith("hello");
        assertThat(couch.connections()).isEqualTo(2);
    }

    @Test
    void errorOnABody_thatMayNotHaveBeenRead_isTheLastOnItsConnection() throws Exception {
        String conflict = "HTTP/1.1 409 Conflict\r\nContent-Length: 2\r\n\r\n{}";
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            while (wire.request() != null) {
                wire.send(number == 0 ? conflict : HELLO);
            }
        }));
        Wire client = client(couch.port());
        for (int round = 0; round < 2; round++) {
            client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
            assertThat(client.answer()).startsWith("HTTP/1.1 409");
        }
        client.send("PUT /todos/a/x HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc");
        assertThat(client.answer()).startsWith("HTTP/1.1 409");
        for (int round = 0; round < 2; round++) {
            client.send("PUT /todos/a/x HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc");
            assertThat(client.answer()).endsWith("hello");
        }
        assertThat(couch.connections()).isEqualTo(2);
    }

    @Test
    void staleConnection_bodyBegun_isBadGateway() throws Exception {
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            wire.request();
            wire.send(number == 0 ? HELLO : "");
            wire.request();
        }));
        Wire client = client(couch.port());
        client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
        client.answer();
        client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc");
        assertThat(client.answer()).startsWith("HTTP/1.1 502");
        assertThat(couch.connections()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("io.slipcover.upstream.Transport#working")
    void clientGone_endsTheRequestUpstream(Transport transport) throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            wire.request();
            asked.countDown();
            wire.rest();
            ended.countDown();
        }));
        Wire client = opened.client(opened.proxy(transport, new TestSite().on(couch.port())));
        client.send("GET /db/_changes?feed=longpoll HTTP/1.1\r\nHost: h\r\n\r\n");
        Patience.await(asked);
        client.close();
        Patience.await(ended);
    }

    @Test
    void chunkThatIsNone_endsTheRequestUpstream() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            wire.head();
            asked.countDown();
            wire.rest();
            ended.countDown();
        }));
        Wire client = client(couch.port());
        client.send("PUT /db/a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
        Patience.await(asked);
        client.send("zz\r\n");
        Patience.await(ended);
        assertThat(client.rest()).isIn("", "<reset>");
    }

    @Test
    void overriddenHead_isAGet_withABody() throws Exception {
        FakeUpstream couch = opened.add(FakeUpstream.answering(HELLO));
        Wire client = client(couch.port());
        client.send("POST /db/a HTTP/1.1\r\nHost: h\r\nX-HTTP-Method-Override: HEAD\r\nContent-Length: 0\r\n\r\n");
        assertThat(client.answer()).endsWith("hello");
        assertThat(couch.nextRequest()).startsWith("GET /db/a ").doesNotContainIgnoringCase("override");
    }

    @Test
    void heartbeat_isForwardedAtOnce() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            wire.request();
            wire.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n\n\r\n");
            Patience.await(seen);
            wire.send("2\r\n{}\r\n0\r\n\r\n");
        }));
        Wire client = client(couch.port());
        client.send("GET /db/_changes?feed=continuous HTTP/1.1\r\nHost: h\r\n\r\n");
        client.head();
        assertThat(client.read(6)).isEqualTo("1\r\n\n\r\n");
        seen.countDown();
        assertThat(client.read(12)).isEqualTo("2\r\n{}\r\n0\r\n\r\n");
    }

    @Test
    void slowReader_holdsCouchBack_andGetsEverything() throws Exception {
        int total = 64 << 20;
        AtomicInteger written = new AtomicInteger();
        String block = "x".repeat(1 << 16);
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            wire.request();
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: " + total + "\r\n\r\n");
            for (int sent = 0; sent < total; sent += block.length()) {
                wire.send(block);
                written.addAndGet(block.length());
            }
        }));
        Wire client = client(couch.port());
        client.send("GET /db/a/big HTTP/1.1\r\nHost: h\r\n\r\n");
        client.head();
        assertThat(Patience.awaitStandstill("what CouchDB has sent", written::get))
                .isLessThan(total / 2);
        assertThat(client.read(total)).hasSize(total);
    }

    @Test
    void slowUpstream_holdsTheClientBack_andGetsEverything() throws Exception {
        int total = 64 << 20;
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger written = new AtomicInteger();
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            String head = wire.head();
            Patience.await(go);
            wire.send("HTTP/1.1 201 Created\r\nContent-Length: 0\r\nX-Got: "
                    + wire.body(head).length() + "\r\n\r\n");
        }));
        Wire client = client(couch.port());
        client.send("PUT /db/a/big HTTP/1.1\r\nHost: h\r\nContent-Length: " + total + "\r\n\r\n");
        String block = "x".repeat(1 << 16);
        Thread sender = new Thread(() -> {
            try {
                for (int sent = 0; sent < total; sent += block.length()) {
                    client.send(block);
                    written.addAndGet(block.length());
                }
            } catch (IOException exception) {
                throw new java.io.UncheckedIOException(exception);
            }
        });
        sender.start();
        assertThat(Patience.awaitStandstill("what the client has sent", written::get))
                .isLessThan(total / 2);
        go.countDown();
        assertThat(client.head()).contains("X-Got: " + total);
        sender.join();
    }

    @Test
    void answerBeforeTheRequestIsWhole_isRead() throws Exception {
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            wire.head();
            wire.send("HTTP/1.1 413 Too Large\r\nContent-Length: 3\r\n\r\nbig");
            wire.rest();
        }));
        Wire client = client(couch.port());
        client.send("PUT /db/a HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\nabc");
        assertThat(client.answer()).startsWith("HTTP/1.1 413").endsWith("big");
        client.send("defghijGET / HTTP/1.1\r\nHost: h\r\n\r\n");
        assertThat(client.answer()).startsWith("HTTP/1.1 413");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "400;nonsense\r\n\r\n",
                "400;GET http HTTP/1.1\r\nHost: h\r\n\r\n",
                "405;CONNECT h:1 HTTP/1.1\r\nHost: h\r\n\r\n",
                "501;POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
                "400;POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab"
            })
    void requestThatIsNone_isRefused_andTheConnectionEnds(String statusAndRequest) throws Exception {
        FakeUpstream couch = opened.add(FakeUpstream.answering(HELLO));
        Wire client = client(couch.port());
        client.send(statusAndRequest.substring(4));
        assertThat(client.rest())
                .startsWith("HTTP/1.1 " + statusAndRequest.substring(0, 3))
                .contains("{\"error\":");
        assertThat(couch.hasRequest()).isFalse();
    }

    @Test
    void lineOrHeadersTooLong_areRefused() throws Exception {
        FakeUpstream couch = opened.add(FakeUpstream.answering(HELLO));
        ProxyServer proxy = proxy(couch.port());
        Wire line = opened.client(proxy);
        line.send("GET /" + "x".repeat(70_000) + " HTTP/1.1\r\nHost: h\r\n\r\n");
        assertThat(line.rest()).startsWith("HTTP/1.1 414");
        Wire headers = opened.client(proxy);
        headers.send("GET / HTTP/1.1\r\nHost: h\r\nX: " + "x".repeat(70_000) + "\r\n\r\n");
        assertThat(headers.rest()).startsWith("HTTP/1.1 431");
    }

    @Test
    void moreHeadersThanCouchTakes_areRefusedAsCouchDoes() throws Exception {
        FakeUpstream couch = opened.add(FakeUpstream.answering(HELLO));
        ProxyServer proxy = proxy(couch.port());
        String request = "GET / HTTP/1.1\r\nHost: h\r\n%s\r\n";
        Wire tooMany = opened.client(proxy);
        tooMany.send(request.formatted("X: x\r\n".repeat(999)));
        assertThat(tooMany.rest()).startsWith("HTTP/1.1 400").contains("more than 999 headers");
        assertThat(couch.hasRequest()).isFalse();
        Wire most = opened.client(proxy);
        most.send(request.formatted("X: x\r\n".repeat(998)));
        assertThat(most.answer()).startsWith("HTTP/1.1 200");
    }

    @Test
    void drain_letsWhatIsUnderWayEnd_andTakesNoMore() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            wire.request();
            asked.countDown();
            Patience.await(go);
            wire.send(HELLO);
        }));
        ProxyServer proxy = proxy(couch.port());
        Wire busy = opened.client(proxy);
        Wire idle = opened.client(proxy);
        busy.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
        Patience.await(asked);
        Thread draining = new Thread(() -> proxy.drain(Patience.SECONDS_TO_WAIT, TimeUnit.SECONDS));
        draining.start();
        assertThat(idle.rest()).isEmpty();
        go.countDown();
        assertThat(busy.rest()).contains("connection: close").endsWith("hello");
        Patience.await(() -> "the end", () -> !draining.isAlive());
    }

    @Test
    void drain_doesNotWaitForFeeds() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            wire.request();
            asked.countDown();
            wire.rest();
        }));
        ProxyServer proxy = proxy(couch.port());
        Wire feed = opened.client(proxy);
        feed.send("GET /todos/_changes?feed=longpoll HTTP/1.1\r\nHost: h\r\n\r\n");
        Patience.await(asked);
        Thread draining = new Thread(() -> proxy.drain(10 * Patience.SECONDS_TO_WAIT, TimeUnit.SECONDS));
        draining.start();
        assertThat(feed.rest()).isIn("", "<reset>");
        Patience.await(() -> "the end", () -> !draining.isAlive());
    }

    @Test
    void bytesThatAreNoAscii_arePercentEncoded() throws Exception {
        FakeUpstream couch = opened.add(FakeUpstream.answering(HELLO));
        Wire client = client(couch.port());
        client.send("GET /todos/_local/caf\u00c3\u00a9?a=%C3%A9\u00c3\u00a9 HTTP/1.1\r\nHost: h\r\n\r\n");
        client.answer();
        assertThat(couch.nextRequest()).startsWith("GET /todos/_local/caf%C3%A9?a=%C3%A9%C3%A9 HTTP/1.1\r\n");
    }
}
