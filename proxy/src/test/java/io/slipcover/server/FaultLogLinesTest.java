package io.slipcover.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.report.FaultLog;
import io.slipcover.report.Reports;
import io.slipcover.testbed.Patience;
import io.slipcover.testing.Certificates;
import io.slipcover.testing.FakeUpstream;
import io.slipcover.testing.Logged;
import io.slipcover.testing.Opened;
import io.slipcover.testing.RefusingPort;
import io.slipcover.testing.TestSite;
import io.slipcover.testing.Times;
import io.slipcover.testing.Wire;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the log says of faults that come again and again: one line, and the count. */
@SuppressWarnings("StringConcatToTextBlock") // Lines end with CR and LF here.
final class FaultLogLinesTest {
    private static final int TIMES = 50;

    private static final String GET =
            "GET /x/a?key=%22secret%22 HTTP/1.1\r\nHost: h\r\nCookie: AuthSession=secret\r\nAuthorization: Basic secret\r\n"
                    + "Connection: close\r\n\r\n";

    @RegisterExtension
    private final Opened opened = new Opened();

    private final Reports reports = new Reports();
    private final Logged logged = Logged.by(FaultLog.class);

    @AfterEach
    void listenNoMore() {
        logged.close();
    }

    /** One thing that goes wrong for a client. */
    private interface Fault {
        void happen() throws IOException;
    }

    private static void flood(Fault fault) throws IOException {
        for (int time = 0; time < TIMES; time++) {
            fault.happen();
        }
    }

    /** Looks for one line, and another one with the count of all other times. */
    private void isOneLine(String level, String message, String reason) {
        isOneLine(level, message, reason, TIMES);
    }

    private void isOneLine(String level, String message, String reason, int times) {
        assertThat(about(message))
                .singleElement()
                .asString()
                .startsWith(level + " " + message)
                .contains(reason);
        Patience.await(() -> String.join("\n", logged.lines()), () -> {
            reports.faults().tellCounts();
            return about("again: " + message).stream()
                            .mapToInt(FaultLogLinesTest::more)
                            .sum()
                    == times - 1;
        });
        assertThat(logged.lines()).noneMatch(line -> line.contains("secret"));
    }

    private List<String> about(String message) {
        return logged.lines().stream()
                .filter(line -> line.substring(line.indexOf(' ') + 1).startsWith(message))
                .toList();
    }

    private static int more(String line) {
        return Integer.parseInt(line.substring(line.indexOf(" more=\"") + 7, line.lastIndexOf('"')));
    }

    private ProxyServer on(int port) {
        return opened.proxy(new TestSite().reporting(reports).on(port));
    }

    private void floodWithRequests(ProxyServer proxy, String request) throws IOException {
        flood(() -> {
            try (Wire client = opened.client(proxy)) {
                client.send(request).rest();
            }
        });
    }

    @Test
    void couchDbThatClosesItsConnections_isOneLine() throws Exception {
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            wire.request();
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab");
        }));
        floodWithRequests(on(couch.port()), GET);

        isOneLine(
                "WARN",
                "an answer of CouchDB's is lost at=\"127.0.0.1:" + couch.port() + "\"",
                "reason=\"CouchDB closed the connection before its answer was whole\"");
    }

    @Test
    void couchDbThatDoesNotSpeakHttp_isOneLine() throws Exception {
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            wire.request();
            wire.send("secret: this is no status line\r\n\r\n");
        }));
        floodWithRequests(on(couch.port()), GET);

        assertThat(about("an answer of CouchDB's is lost"))
                .singleElement()
                .asString()
                .contains("CouchDB's answer is not HTTP");
        assertThat(logged.lines()).noneMatch(line -> line.contains("secret"));
    }

    @Test
    void couchDbThatIsAway_isOneLine() throws Exception {
        RefusingPort away = opened.add(new RefusingPort());
        floodWithRequests(on(away.number()), GET);

        assertThat(about("CouchDB cannot be connected to")).hasSize(1);
        assertThat(logged.lines()).hasSize(1);
    }

    @Test
    void refusedHeads_areOneLine() throws Exception {
        floodWithRequests(on(1), "GET / HTTP/1.1\r\nCookie: secret\r\n\r\n");

        isOneLine(
                "INFO",
                "a request's head was refused",
                "reason=\"the request does not say once for which host it is\"");
    }

    @Test
    void slowClients_areOneLine() throws Exception {
        ProxyServer proxy = opened.proxy(new TestSite()
                .reporting(reports)
                .waiting(Times.with("head", 20))
                .on(1));
        Wire[] clients = new Wire[TIMES];
        for (int client = 0; client < TIMES; client++) {
            clients[client] = opened.client(proxy).send("GET /x/secret HT");
        }
        for (Wire client : clients) {
            assertThat(client.rest()).startsWith("HTTP/1.1 408");
        }

        isOneLine("INFO", "a client was too slow", "timeouts: head");
    }

    @Test
    void failedHandshakes_areOneLine_withoutWhatCame() throws Exception {
        ProxyServer proxy = opened.proxy(Certificates.site().reporting(reports).on(1));
        floodWithRequests(proxy, GET);

        isOneLine("INFO", "a handshake failed", "reason=\"NotSslRecordException\"");
        // The request in hexadecimal, as the exception tells it.
        assertThat(logged.lines()).noneMatch(line -> line.contains("47455420"));
    }
}
