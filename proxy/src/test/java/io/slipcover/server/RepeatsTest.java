package io.slipcover.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.testbed.Patience;
import io.slipcover.testing.FakeUpstream;
import io.slipcover.testing.LeakGuard;
import io.slipcover.testing.Opened;
import io.slipcover.testing.TestSite;
import io.slipcover.testing.Wire;
import io.slipcover.upstream.Transport;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent to CouchDB twice, and whose answer an answer is. */
@ExtendWith(LeakGuard.class)
@SuppressWarnings("StringConcatToTextBlock") // Lines end with CR and LF here.
final class RepeatsTest {
    private static final String GET = "GET /x/a HTTP/1.1\r\nHost: h\r\n\r\n";

    @RegisterExtension
    private final Opened opened = new Opened();

    private static String answer(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    /** CouchDB has seen the head, and closes its connection without a word. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE /x/a?rev=1-a HTTP/1.1\r\nHost: h\r\n\r\n",
                "DELETE /x HTTP/1.1\r\nHost: h\r\n\r\n",
                "PUT /x HTTP/1.1\r\nHost: h\r\n\r\n",
                "PUT /x HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n",
                "PUT /x HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "PUT /x HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\n",
                "POST /x/_compact HTTP/1.1\r\nHost: h\r\n\r\n",
                "COPY /x/a HTTP/1.1\r\nHost: h\r\nDestination: b\r\n\r\n",
                "FROBNICATE /x HTTP/1.1\r\nHost: h\r\n\r\n"
            })
    void requestThatCouchHasSeen_isNeverSentTwice(String request) throws Exception {
        AtomicInteger seen = new AtomicInteger();
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            for (String head = wire.head(); !head.isEmpty(); head = wire.head()) {
                if (!head.startsWith("GET ")) {
                    seen.incrementAndGet();
                    return;
                }
                wire.send(answer("first"));
            }
        }));
        Wire client = opened.client(new TestSite().on(couch.port()));
        client.send(GET).answer();
        assertThat(client.send(request).answer())
                .startsWith("HTTP/1.1 502 ")
                .contains("CouchDB closed the connection before its answer was whole");
        assertThat(seen).hasValue(1);
        assertThat(couch.connections()).isOne();
    }

    /** The connection is gone before anything is written to it. */
    @ParameterizedTest
    @MethodSource("io.slipcover.upstream.Transport#working")
    void requestThatCouchCannotHaveSeen_isSentOnANewConnection(Transport transport) throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            if (number == 0) {
                wire.request();
                wire.send(answer("first"));
                wire.reset();
                closed.countDown();
            } else {
                while (wire.request() != null) {
                    wire.send(answer("second"));
                }
            }
        }));
        Wire client = opened.client(opened.proxy(transport, new TestSite().on(couch.port())));
        assertThat(client.send(GET).answer()).endsWith("first");
        Patience.await(closed);
        assertThat(client.send("DELETE /x/a HTTP/1.1\r\nHost: h\r\n\r\n").answer())
                .endsWith("second");
    }

    @Test
    void harmlessRequest_isSentTwiceAtMost() throws Exception {
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            if (number == 0) {
                wire.request();
                wire.send(answer("first"));
            }
            wire.request();
        }));
        Wire client = opened.client(new TestSite().on(couch.port()));
        client.send(GET).answer();
        assertThat(client.send(GET).answer()).startsWith("HTTP/1.1 502 ");
        assertThat(couch.connections()).isEqualTo(2);
    }

    /** What comes behind the end of an answer, in the same bytes. The connection ends, and the next request gets another. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecond",
                "HTTP/1.1 200 OK\r\nContent-Le",
                "x",
                "\r\n",
                "0\r\n\r\n"
            })
    void whatComesBehindAnAnswer_isNobodysAnswer(String behind) throws Exception {
        for (String request : new String[] {GET, GET.replace("GET", "HEAD"), GET.replace("GET", "DELETE")}) {
            FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
                for (String asked = wire.request(); asked != null; asked = wire.request()) {
                    String whole = answer("own");
                    wire.send((asked.startsWith("HEAD ") ? whole.replace("own", "") : whole)
                            + (number == 0 ? behind : ""));
                }
            }));
            Wire client = opened.client(new TestSite().on(couch.port()));
            client.send(request + GET + GET); // Sent ahead, so that a connection is wanted at once.
            String head = client.head();
            assertThat(head).startsWith("HTTP/1.1 200 ");
            if (!request.startsWith("HEAD ")) {
                assertThat(client.body(head)).isEqualTo("own");
            }
            assertThat(client.answer()).endsWith("own");
            assertThat(client.answer()).endsWith("own");
            assertThat(couch.connections()).isEqualTo(2);
        }
    }

    /** What comes behind an answer that has no body. */
    @ParameterizedTest
    @ValueSource(strings = {"204 No Content", "304 Not Modified"})
    void whatComesBehindABodilessAnswer_isNobodysAnswer(String status) throws Exception {
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            while (wire.request() != null) {
                wire.send(number == 0 ? "HTTP/1.1 " + status + "\r\n\r\nbody" : answer("own"));
            }
        }));
        Wire client = opened.client(new TestSite().on(couch.port()));
        client.send(GET + GET);
        assertThat(client.head()).startsWith("HTTP/1.1 " + status);
        assertThat(client.answer()).endsWith("own");
        assertThat(couch.connections()).isEqualTo(2);
    }

    /** What comes when nothing has been asked ends the connection at once, even where it is no message yet. */
    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecond", "H", "\r\n"})
    void whatComesWhileNobodyAsks_endsTheConnection(String unasked) throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            for (String asked = wire.request(); asked != null; asked = wire.request()) {
                wire.send(answer("own"));
                if (number == 0) {
                    Patience.await(answered);
                    wire.send(unasked);
                    wire.rest();
                    ended.countDown();
                }
            }
        }));
        Wire client = opened.client(new TestSite().on(couch.port()));
        assertThat(client.send(GET).answer()).endsWith("own");
        answered.countDown();
        Patience.await(ended);
        assertThat(client.send("DELETE /x/a HTTP/1.1\r\nHost: h\r\n\r\n").answer())
                .endsWith("own");
        assertThat(couch.connections()).isEqualTo(2);
    }

    /** An answer that does not wait for its request is heard, and is the last on its connection. */
    @Test
    void answerBeforeTheRequestIsWhole_isTheLastOnItsConnection() throws Exception {
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            for (String head = wire.head(); !head.isEmpty(); head = wire.head()) {
                if (head.startsWith("PUT")) {
                    wire.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\ne");
                    wire.read(3);
                    wire.send("arly");
                } else {
                    wire.send(answer("own"));
                }
            }
        }));
        Wire client = opened.client(new TestSite().on(couch.port()));
        client.send("PUT /x/a/b HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\n");
        String head = client.head();
        assertThat(head).startsWith("HTTP/1.1 200 ");
        assertThat(client.read(1)).isEqualTo("e");
        assertThat(client.send("abc").read(4)).isEqualTo("arly");
        assertThat(client.send(GET).answer()).endsWith("own");
        assertThat(couch.connections()).isEqualTo(2);
    }
}
