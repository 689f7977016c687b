package io.slipcover.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.testbed.Patience;
import io.slipcover.testing.FakeUpstream;
import io.slipcover.testing.LeakGuard;
import io.slipcover.testing.Opened;
import io.slipcover.testing.TestSite;
import io.slipcover.testing.Wire;
import io.slipcover.upstream.Transport;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Clients that close their sending half behind what they ask, and wait for the answer. */
@ExtendWith(LeakGuard.class)
@SuppressWarnings("StringConcatToTextBlock") // Lines end with CR and LF here.
final class HalfCloseTest {
    private static final String BODY = "x".repeat(20_000_000);

    @RegisterExtension
    private final Opened opened = new Opened();

    private final CountDownLatch go = new CountDownLatch(1);

    private ProxyServer proxy;

    /** A client of a server that answers when {@link #go} says so. */
    private Wire client(Transport transport) throws IOException {
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            for (String asked = wire.request(); asked != null; asked = wire.request()) {
                Patience.await(go);
                String body = asked.startsWith("POST") ? asked.substring(asked.indexOf("\r\n\r\n") + 4) : BODY;
                wire.send("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
            }
        }));
        proxy = opened.proxy(transport, new TestSite().on(couch.port()));
        return opened.client(proxy);
    }

    private void awaitNoConnection() {
        Patience.await(() -> "the connection to be gone", () -> proxy.connections() == 0);
    }

    @ParameterizedTest
    @MethodSource("io.slipcover.upstream.Transport#working")
    void request_thatIsWhole_isAnswered(Transport transport) throws Exception {
        Wire client = client(transport);
        client.send("GET /db/_local/a HTTP/1.1\r\nHost: h\r\n\r\n").finishOutput();
        go.countDown();

        assertThat(client.rest())
                .startsWith("HTTP/1.1 200 OK\r\n")
                .containsIgnoringCase("\r\nconnection: close\r\n")
                .endsWith("\r\n\r\n" + BODY);
        awaitNoConnection();
    }

    @ParameterizedTest
    @MethodSource("io.slipcover.upstream.Transport#working")
    void request_withABody_isAnswered(Transport transport) throws Exception {
        Wire client = client(transport);
        client.send("POST /db/_revs_diff HTTP/1.1\r\nHost: h\r\nContent-Length: 200000\r\n\r\n" + "y".repeat(200_000))
                .finishOutput();
        go.countDown();

        assertThat(client.rest()).startsWith("HTTP/1.1 200 OK\r\n").endsWith("y".repeat(200_000));
        awaitNoConnection();
    }

    @ParameterizedTest
    @MethodSource("io.slipcover.upstream.Transport#working")
    void requests_thatFollowEachOther_areAnsweredInTheirOrder(Transport transport) throws Exception {
        Wire client = client(transport);
        String post = "POST /db/_revs_diff HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\n\r\n";
        client.send(post + "1" + post + "2" + post + "3").finishOutput();
        go.countDown();

        for (String number : new String[] {"1", "2", "3"}) {
            assertThat(client.answer())
                    .as(number)
                    .startsWith("HTTP/1.1 200 OK\r\n")
                    .endsWith("\r\n\r\n" + number);
        }
        assertThat(client.rest()).isEmpty();
        awaitNoConnection();
    }

    @ParameterizedTest
    @MethodSource("io.slipcover.upstream.Transport#working")
    void requests_theLastOfWhichIsHalf_areAnsweredButForThat(Transport transport) throws Exception {
        Wire client = client(transport);
        String post = "POST /db/_revs_diff HTTP/1.1\r\nHost: h\r\nContent-Length: ";
        client.send(post + "1\r\n\r\n1" + post + "10\r\n\r\n2").finishOutput();
        go.countDown();

        assertThat(client.answer()).startsWith("HTTP/1.1 200 OK\r\n").endsWith("\r\n\r\n1");
        assertThat(client.rest()).isIn("", "<reset>");
        awaitNoConnection();
    }

    @ParameterizedTest
    @MethodSource("io.slipcover.upstream.Transport#working")
    void request_thatIsHalf_isOver(Transport transport) throws Exception {
        for (String half : new String[] {
            "",
            "GET /db/a HT",
            "GET /db/a HTTP/1.1\r\nHost: h\r\n",
            "POST /db/a HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nabc",
        }) {
            Wire client = client(transport);
            client.send(half).finishOutput();
            assertThat(client.rest()).doesNotContain("HTTP/1.1 200");
            awaitNoConnection();
        }
    }

    @ParameterizedTest
    @MethodSource("io.slipcover.upstream.Transport#working")
    void connection_betweenRequests_isOver(Transport transport) throws Exception {
        Wire client = client(transport);
        go.countDown();
        client.send("GET /db/_local/a HTTP/1.1\r\nHost: h\r\n\r\n").answer();
        client.finishOutput();

        assertThat(client.rest()).isEmpty();
        awaitNoConnection();
    }

    @ParameterizedTest
    @MethodSource("io.slipcover.upstream.Transport#working")
    void client_thatHasGoneAltogether_isNoticedWhenItIsAnswered(Transport transport) throws Exception {
        Wire client = client(transport);
        client.send("GET /db/_local/a HTTP/1.1\r\nHost: h\r\n\r\n");
        client.close();
        go.countDown();

        awaitNoConnection();
    }

    /** Nothing is read from the client while CouchDB is asked whether it may come in. */
    @ParameterizedTest
    @MethodSource("io.slipcover.upstream.Transport#working")
    void client_thatBreaksOffInTheMiddleOfItsBody_isNoticed(Transport transport) throws Exception {
        for (int count = 0; count < 5; count++) {
            Wire client = client(transport);
            client.send("PUT /db/a HTTP/1.1\r\nHost: h\r\nContent-Length: 60\r\n\r\n{\"title\"");
            client.reset();
            go.countDown();

            awaitNoConnection();
        }
    }
}
