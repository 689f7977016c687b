package io.slipcover.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.config.Timeouts;
import io.slipcover.testbed.Patience;
import io.slipcover.testing.Bystander;
import io.slipcover.testing.FakeUpstream;
import io.slipcover.testing.LeakGuard;
import io.slipcover.testing.Opened;
import io.slipcover.testing.TestSite;
import io.slipcover.testing.Times;
import io.slipcover.testing.Wire;
import io.slipcover.upstream.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How everything ends that somebody waits for: what the client is told, and that no connection is left. */
@ExtendWith(LeakGuard.class)
@SuppressWarnings("StringConcatToTextBlock") // Lines end with CR and LF here.
final class EndsInTimeTest {
    private static final long SHORT = 50;

    /** A pause of somebody who is slow and alive, and a time that is longer than such a pause even on a busy machine. */
    private static final long PAUSE = 100;

    private static final long LONGER = 800;

    private static final String GET = "GET /x/a HTTP/1.1\r\nHost: h\r\n\r\n";
    private static final String VIEWED = "GET /todos/a HTTP/1.1\r\nHost: h\r\nX-Client-Version: 1\r\n\r\n";
    private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final String PART = "\r\nContent-Type: application/json\r\n\r\n";
    private static final String MULTIPART =
            "HTTP/1.1 200 OK\r\nContent-Type: multipart/mixed; boundary=\"b\"\r\nTransfer-Encoding: chunked\r\n\r\n";

    @RegisterExtension
    private final Opened opened = new Opened();

    /**
     * A CouchDB that stops.
     *
     * @param limit the key of the time that is short; the others are as usual
     * @param request what the client sends
     * @param said what CouchDB says before it stops
     * @param told what the client gets in the end; the empty string where its connection breaks
     */
    private record Stop(String name, String limit, String request, String said, String told) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Stop silent(String name, String request, String said) {
        return new Stop(name, "answer", request, said, "CouchDB did not answer in time (timeouts: answer)");
    }

    private static Stop broken(String name, String request, String said) {
        return new Stop(name, "stall", request, said, "");
    }

    private static String feed(String query) {
        return "GET /x/_changes?" + query + " HTTP/1.1\r\nHost: h\r\n\r\n";
    }

    static Stream<Stop> stops() {
        return Stream.of(
                silent("silence", GET, ""),
                silent("half a status line", GET, "HTTP/1.1 2"),
                silent("half a header", GET, "HTTP/1.1 200 OK\r\nConte"),
                silent("no end of the headers", GET, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n"),
                silent("silence after 100", GET, "HTTP/1.1 100 Continue\r\n\r\n"),
                silent("silence after 103", GET, "HTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\n"),
                silent(
                        "silence to a client that waits for 100",
                        "PUT /x/a/b HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n",
                        ""),
                silent("silence to a body", "PUT /x/a/b HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc", ""),
                silent("silence to what is viewed", VIEWED, ""),
                silent("silence to HEAD", GET.replace("GET", "HEAD"), ""),
                silent("silence to a deletion", GET.replace("GET", "DELETE"), ""),
                silent(
                        "silence to a query",
                        "POST /todos/_find HTTP/1.1\r\nHost: h\r\nX-Client-Version: 1\r\nContent-Length: 15\r\n\r\n"
                                + "{\"selector\":{}}",
                        ""),
                broken("half a body", GET, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab"),
                broken("a head alone", GET, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n"),
                broken("a body without length", GET, "HTTP/1.1 200 OK\r\n\r\nab"),
                broken("half a chunk", GET, CHUNKED + "5\r\nab"),
                broken("half a size of a chunk", GET, CHUNKED + "2\r\nab\r\n1"),
                broken("a chunk without its end", GET, CHUNKED + "2\r\nab"),
                broken("no last chunk", GET, CHUNKED + "2\r\nab\r\n"),
                broken("half a last chunk", GET, CHUNKED + "2\r\nab\r\n0\r\n"),
                broken("half a trailer", GET, CHUNKED + "2\r\nab\r\n0\r\nX-Tra"),
                broken("a multipart without an end", GET, MULTIPART + "9\r\n--b\r\n\r\nab\r\n"),
                new Stop(
                        "a multipart that is viewed",
                        "stall",
                        VIEWED.replace("HTTP/1.1\r\n", "HTTP/1.1\r\nAccept: multipart/mixed\r\n")
                                .replace("/a ", "/a?open_revs=all "),
                        MULTIPART + "42\r\n--b" + PART + "{\"_id\":\"a\",\"_rev\":\"1-a\",\"_\r\n",
                        "CouchDB sent no more of its answer in time (timeouts: stall)"),
                broken(
                        "rows that are viewed",
                        VIEWED.replace("/a ", "/_all_docs?include_docs=true "),
                        CHUNKED + "9\r\n{\"rows\":[\r\n"),
                new Stop(
                        "half a document that is viewed",
                        "stall",
                        VIEWED,
                        CHUNKED + "7\r\n{\"_id\":\r\n",
                        "CouchDB sent no more of its answer in time (timeouts: stall)"),
                broken("a feed whose heart stops", feed("feed=continuous&heartbeat=20"), CHUNKED + "1\r\n\n\r\n"),
                broken(
                        "an event source whose heart stops",
                        feed("feed=eventsource&heartbeat=20"),
                        CHUNKED + "1\r\n\n\r\n"),
                broken("a feed beyond its time", feed("feed=longpoll&timeout=50"), CHUNKED + "1\r\n{\r\n"),
                broken("a feed that is none", feed("feed=normal&heartbeat=900000"), CHUNKED + "1\r\n{\r\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stops")
    void couchThatStops_isGivenUp(Stop stop) throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            if (!wire.head().isEmpty()) {
                wire.send(stop.said());
                wire.rest();
                ended.countDown();
            }
        }));
        ProxyServer proxy = opened.proxy(
                new TestSite().waiting(Times.with(stop.limit(), SHORT)).on(couch.port()));
        Wire client = opened.client(proxy).send(stop.request());
        if (stop.told().isEmpty()) {
            assertThat(client.rest()).startsWith("HTTP/1.1 200 OK\r\n").endsWith("<reset>");
        } else {
            String head = client.head();
            while (head.startsWith("HTTP/1.1 1")) {
                head = client.head();
            }
            assertThat(head).startsWith("HTTP/1.1 504 ");
            if (!stop.request().startsWith("HEAD ")) {
                assertThat(client.body(head))
                        .isEqualTo("{\"error\":\"gateway_timeout\",\"reason\":\"" + stop.told() + "\"}\n");
            }
            client.close();
        }
        Patience.await(ended);
        Disconnected.await(proxy);
    }

    /** Nothing comes for many times the limit, and nobody is late. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "feed=continuous&heartbeat=60000",
                "feed=longpoll",
                "feed=eventsource",
                "feed=continuous&timeout=60000"
            })
    void feedThatIsQuiet_goesOn(String query) throws Exception {
        CountDownLatch later = new CountDownLatch(1);
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            wire.request();
            wire.send(CHUNKED);
            Patience.await(later);
            wire.send("1\r\n\n\r\n0\r\n\r\n");
            wire.rest();
        }));
        Timeouts times = Times.with(Times.with("stall", 20), "idle", 20);
        ProxyServer proxy = opened.proxy(new TestSite().waiting(times).on(couch.port()));
        Wire client = opened.client(proxy).send(feed(query));
        String head = client.head();
        // Several connections become idle and are closed meanwhile, one after the other.
        for (int turn = 0; turn < 5; turn++) {
            assertThat(opened.client(proxy).rest()).isEmpty();
        }
        later.countDown();
        assertThat(head + client.body(head)).endsWith("\r\n\r\n1\r\n\n\r\n0\r\n\r\n");
    }

    /** CouchDB switches to something else, or never comes to its answer. No time is short here. */
    @ParameterizedTest
    @CsvSource({"101 Switching Protocols, 1", "100 Continue, 1000", "103 Early Hints, 1000", "199 What, 1000"})
    void interimAnswersWithoutEnd_areNone(String status, int times) throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            wire.request();
            try {
                wire.send(("HTTP/1.1 " + status + "\r\n\r\n").repeat(times));
                wire.rest();
            } finally {
                ended.countDown();
            }
        }));
        assertThat(opened.client(new TestSite().on(couch.port())).send(GET).answer())
                .startsWith("HTTP/1.1 502 ")
                .contains("CouchDB's answer is none to this request");
        Patience.await(ended);
    }

    /** A CouchDB that answers piece by piece is slow, and not late. */
    @Test
    void answerThatComesSlowly_isWaitedFor() throws Exception {
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            wire.request();
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\n");
            for (int turn = 0; turn < 12; turn++) {
                pause(PAUSE);
                wire.send("x");
            }
            wire.rest();
        }));
        assertThat(opened.client(new TestSite()
                                .waiting(Times.with("stall", LONGER))
                                .on(couch.port()))
                        .send(GET)
                        .answer())
                .endsWith("x".repeat(12));
    }

    @Test
    void couchThatTakesNothingOfABody_isGivenUp() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            wire.head();
            Patience.await(over);
        }));
        ProxyServer proxy = opened.proxy(new TestSite()
                .waiting(Times.with(Times.with("stall", 4 * PAUSE), "body", 2 * PAUSE))
                .on(couch.port()));
        Wire client = opened.client(proxy);
        Thread sender =
                sending(client, "PUT /x/a/b HTTP/1.1\r\nHost: h\r\nContent-Length: 40000000\r\n\r\n", 40_000_000);
        assertThat(client.answer())
                .startsWith("HTTP/1.1 504 ")
                .contains("CouchDB took no more of the request in time (timeouts: stall)");
        client.close();
        over.countDown();
        sender.join();
        Disconnected.await(proxy);
    }

    /** A CouchDB that is not reached: its port takes no more connections, so the kernel lets the client knock again and again. */
    @Test
    void couchThatTakesNoConnection_isGivenUp() throws Exception {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<Socket> knocking = new ArrayList<>();
            try {
                for (int count = 0; count < 2; count++) {
                    knocking.add(new Socket(InetAddress.getLoopbackAddress(), full.getLocalPort()));
                }
                assertThat(opened.client(new TestSite()
                                        .waiting(Times.with("connect", SHORT))
                                        .on(full.getLocalPort()))
                                .send(GET)
                                .answer())
                        .startsWith("HTTP/1.1 504 ")
                        .contains("CouchDB took no connection in time (timeouts: connect)");
            } finally {
                for (Socket socket : knocking) {
                    socket.close();
                }
            }
        }
    }

    /** A question of Slipcover's own: whether CouchDB lets the client in, and the base of an edit. */
    @ParameterizedTest
    @ValueSource(strings = {"/_security", "/_bulk_get"})
    void questionThatCouchDoesNotAnswer_isGivenUp(String silentAt) throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        FakeUpstream couch = opened.add(FakeUpstream.withDoor((number, wire) -> {
            for (String asked = wire.request(); asked != null; asked = wire.request()) {
                if (asked.contains(silentAt)) {
                    wire.send("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n");
                    try {
                        while (true) { // Slowly, but the whole takes too long.
                            wire.send("x");
                            pause(20);
                        }
                    } finally {
                        ended.countDown();
                    }
                }
                wire.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
            }
        }));
        ProxyServer proxy = opened.proxy(
                new TestSite().waiting(Times.with("question", 2 * SHORT)).on(couch.port()));
        String body =
                "{\"_id\":\"a\",\"_rev\":\"1-a\",\"schema\":\"todo-item\",\"version\":1,\"title\":\"x\",\"isDone\":true}";
        Wire client = opened.client(proxy)
                .send("PUT /todos/a HTTP/1.1\r\nHost: h\r\nX-Client-Version: 1\r\nContent-Length: " + body.length()
                        + "\r\n\r\n" + body);
        assertThat(client.answer())
                .startsWith("HTTP/1.1 504 ")
                .contains("CouchDB did not answer a question of Slipcover's in time (timeouts: question)");
        Patience.await(ended);
        client.close();
        Disconnected.await(proxy);
    }

    /** A client that stops in the middle of what it sends. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "head | G",
                "head | GET /x/a HT",
                "head | GET /x/a HTTP/1.1~Ho",
                "head | GET /x/a HTTP/1.1~Host: h~",
                "body | PUT /x/a/b HTTP/1.1~Host: h~Content-Length: 9~~abc",
                "body | PUT /x/a/b HTTP/1.1~Host: h~Content-Length: 9~~",
                "body | PUT /x/a/b HTTP/1.1~Host: h~Transfer-Encoding: chunked~~",
                "body | PUT /x/a/b HTTP/1.1~Host: h~Transfer-Encoding: chunked~~3~ab",
                "body | PUT /x/a/b HTTP/1.1~Host: h~Transfer-Encoding: chunked~~3~abc~1",
                "body | PUT /x/a/b HTTP/1.1~Host: h~Transfer-Encoding: chunked~~3~abc~0~",
                "body | PUT /x/a/b HTTP/1.1~Host: h~Transfer-Encoding: chunked~~3~abc~0~X-T",
                "body | PUT /todos/a HTTP/1.1~Host: h~X-Client-Version: 1~Content-Length: 9~~{",
                "body | POST /todos/_bulk_docs HTTP/1.1~Host: h~X-Client-Version: 1~Content-Length: 9~~{",
                "body | POST /todos/_find HTTP/1.1~Host: h~X-Client-Version: 1~Content-Length: 9~~{",
                "body | PUT /todos/a HTTP/1.1~Host: h~X-Client-Version: 1~Expect: 100-continue~Content-Length: 9~~"
            })
    void clientThatStops_isToldSo_andIsGivenUp(String limit, String sent) throws Exception {
        FakeUpstream couch = opened.add(FakeUpstream.answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"));
        ProxyServer proxy =
                opened.proxy(new TestSite().waiting(Times.with(limit, SHORT)).on(couch.port()));
        Wire client = opened.client(proxy).send(sent.replace("~", "\r\n"));
        String answer = client.rest();
        assertThat(answer.substring(answer.indexOf("HTTP/1.1 4")))
                .startsWith("HTTP/1.1 408 ")
                .containsIgnoringCase("\r\nconnection: close\r\n")
                .contains("\r\n\r\n{\"error\":\"request_timeout\",")
                .endsWith(" in time (timeouts: " + limit + ")\"}\n");
        client.close();
        Disconnected.await(proxy);
    }

    /** Of two requests that were sent in one piece, the second one stops in its head. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "G",
                "GET /x/a HT",
                "GET /x/a HTTP/1.1~",
                "GET /x/a HTTP/1.1~Host: h~",
                "GET /x/a HTTP/1.1~Host: h~X-"
            })
    void headThatStopsBehindAWholeRequest_isToldSo_andIsGivenUp(String half) throws Exception {
        FakeUpstream couch = opened.add(FakeUpstream.answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"));
        ProxyServer proxy =
                opened.proxy(new TestSite().waiting(Times.with("head", SHORT)).on(couch.port()));
        Wire client = opened.client(proxy).send(GET + half.replace("~", "\r\n"));
        assertStoppedInTheSecondHead(client);
        Disconnected.await(proxy);
    }

    /** The first of the pieces ends in the first head, so that the codec puts both together. */
    @Test
    void headThatStopsBehindTheRestOfARequest_isToldSo_andIsGivenUp() throws Exception {
        FakeUpstream couch = opened.add(FakeUpstream.answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"));
        ProxyServer proxy =
                opened.proxy(new TestSite().waiting(Times.with("head", LONGER)).on(couch.port()));
        Wire client = opened.client(proxy).send(GET.substring(0, 20));
        try (Bystander bystander = Bystander.of(proxy.address().getPort())) {
            bystander.awaitReading();
        }
        assertStoppedInTheSecondHead(client.send(GET.substring(20) + "GET /x/a HT"));
        Disconnected.await(proxy);
    }

    private static void assertStoppedInTheSecondHead(Wire client) throws IOException {
        assertThat(client.rest())
                .startsWith("HTTP/1.1 200 OK\r\n")
                .contains("\r\n\r\n{}HTTP/1.1 408 ")
                .containsIgnoringCase("\r\nconnection: close\r\n")
                .endsWith(" in time (timeouts: head)\"}\n");
        client.close();
    }

    /** Empty lines between requests are no head (RFC 9112, section 2.2). */
    @Test
    void emptyLinesBehindARequest_areNoHead() throws Exception {
        FakeUpstream couch = opened.add(FakeUpstream.answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"));
        Timeouts times = Times.with(Times.with("head", 20), "idle", 2 * SHORT);
        Wire client = opened.client(new TestSite().waiting(times).on(couch.port()));

        assertThat(client.send(GET + "\r\n").rest()).isEqualTo("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
    }

    /** A head that comes byte by byte begins once, and its time is not given anew. */
    @Test
    void headThatDrips_isGivenUp() throws Exception {
        FakeUpstream couch = opened.add(FakeUpstream.answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"));
        ProxyServer proxy =
                opened.proxy(new TestSite().waiting(Times.with("head", SHORT)).on(couch.port()));
        Wire client = opened.client(proxy).send(GET);
        client.answer();
        Thread dripping = new Thread(() -> {
            try {
                while (true) {
                    client.send("GET ");
                    pause(5);
                }
            } catch (IOException ended) {
                // As it should be.
            }
        });
        dripping.start();
        assertThat(client.rest()).startsWith("HTTP/1.1 408 ");
        client.close();
        dripping.join();
        Disconnected.await(proxy);
    }

    /** A client that sends its body slowly is alive. */
    @Test
    void bodyThatComesSlowly_isWaitedFor() throws Exception {
        FakeUpstream couch = opened.add(FakeUpstream.answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"));
        Wire client = opened.client(
                        new TestSite().waiting(Times.with("body", LONGER)).on(couch.port()))
                .send("PUT /x/a/b HTTP/1.1\r\nHost: h\r\nContent-Length: 12\r\n\r\n");
        for (int turn = 0; turn < 12; turn++) {
            pause(PAUSE);
            client.send("x");
        }
        assertThat(client.answer()).startsWith("HTTP/1.1 200 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GET /x/a HTTP/1.1\r\nHost: h\r\n\r\n"})
    void connectionOnWhichNothingIsAsked_isClosed(String before) throws Exception {
        FakeUpstream couch = opened.add(FakeUpstream.answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"));
        ProxyServer proxy =
                opened.proxy(new TestSite().waiting(Times.with("idle", SHORT)).on(couch.port()));
        Wire client = opened.client(proxy).send(before);
        assertThat(client.rest()).isIn("", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
        client.close();
        Disconnected.await(proxy);
    }

    /** The client asks for more than all buffers on the way hold, and takes none of it. CouchDB is not to blame. */
    @ParameterizedTest
    @MethodSource("io.slipcover.upstream.Transport#working")
    void clientThatTakesNothing_isCutOff(Transport transport) throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        FakeUpstream couch = opened.add(endless(ended));
        ProxyServer proxy = opened.proxy(
                transport,
                new TestSite()
                        .waiting(Times.with(Times.with("client", 2 * SHORT), "stall", 20))
                        .on(couch.port()));
        Wire client = opened.client(proxy).send(GET);
        Patience.await(ended);
        Disconnected.await(proxy);
        assertThat(client.rest()).endsWith("<reset>");
    }

    /** A client that takes a little at a time gets it all, though it takes longer than the kernel's buffers make known. */
    @ParameterizedTest
    @MethodSource("io.slipcover.upstream.Transport#working")
    void clientThatTakesSlowly_isServed(Transport transport) throws Exception {
        if (transport.name().equals("nio")) {
            return; // Java's own channels do not tell what the other end has taken.
        }
        FakeUpstream couch = opened.add(endless(new CountDownLatch(1)));
        Wire client = opened.client(opened.proxy(
                        transport,
                        new TestSite()
                                .waiting(Times.with(Times.with("client", 5 * PAUSE), "stall", 20))
                                .on(couch.port())))
                .send(GET);
        client.head();
        for (int turn = 0; turn < 12; turn++) {
            pause(PAUSE / 2);
            assertThat(client.read(200_000)).hasSize(200_000);
        }
    }

    /** Answers with far more than the buffers of all sockets hold. */
    private static FakeUpstream endless(CountDownLatch ended) throws IOException {
        String answer = "HTTP/1.1 200 OK\r\nContent-Length: 40000000\r\n\r\n" + "x".repeat(40_000_000);
        return new FakeUpstream((number, wire) -> {
            wire.request();
            try {
                wire.send(answer);
            } finally {
                ended.countDown();
            }
        });
    }

    private static Thread sending(Wire client, String head, int length) {
        String request = head + "x".repeat(length);
        Thread sender = new Thread(() -> {
            try {
                client.send(request);
            } catch (IOException cut) {
                // Slipcover takes no more.
            }
        });
        sender.start();
        return sender;
    }

    private static void pause(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
