package io.slipcover.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.slipcover.testbed.Patience;
import io.slipcover.testing.FakeUpstream;
import io.slipcover.testing.LeakGuard;
import io.slipcover.testing.Opened;
import io.slipcover.testing.TestSite;
import io.slipcover.testing.Times;
import io.slipcover.testing.Wire;
import io.slipcover.upstream.Transport;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Feeds of {@code _changes}, with documents: what leaves when, and how they end. */
@ExtendWith(LeakGuard.class)
final class FeedTest {
    private static final String STORED = "{\"_id\":\"a\",\"schema\":\"todo-item\",\"version\":3,\"text\":\"t\","
            + "\"status\":\"done\",\"group\":{\"name\":\"default\"}}";
    private static final String VIEW_1 =
            "{\"_id\":\"a\",\"schema\":\"todo-item\",\"version\":1,\"title\":\"t\",\"isDone\":true}";
    private static final String BROKEN = "{\"_id\":\"b\",\"schema\":\"todo-item\",\"version\":2,\"status\":42}";
    private static final String HEAD = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

    @RegisterExtension
    private final Opened opened = new Opened();

    private Wire client(FakeUpstream couch) throws IOException {
        return opened.client(new TestSite().on(couch.port()));
    }

    private static String get(String feed, String... headers) {
        return "GET /todos/_changes?include_docs=true&feed=" + feed + " HTTP/1.1\r\nHost: h\r\nX-Client-Version: 1\r\n"
                + String.join("", headers) + "\r\n";
    }

    private static String chunk(String text) {
        return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
    }

    /** Reads chunks until their payload is as long as what is expected. */
    private static void expect(Wire client, String payload) throws IOException {
        StringBuilder read = new StringBuilder();
        while (read.length() < payload.length()) {
            StringBuilder size = new StringBuilder();
            do {
                size.append(client.read(1));
            } while (size.charAt(size.length() - 1) != '\n');
            String chunk = client.read(Integer.parseInt(size.toString().strip(), 16) + 2);
            read.append(chunk, 0, chunk.length() - 2);
        }
        assertThat(read).hasToString(payload);
    }

    private static String event(String doc) {
        return "data: {\"seq\":\"1-a\",\"id\":\"a\",\"changes\":[{\"rev\":\"2-b\"}],\"doc\":" + doc
                + "}\nid: \"1-a\"\n\n";
    }

    @Test
    void events_areViews_andLeaveAtOnce() throws Exception {
        String heartbeat = "event: heartbeat\ndata: \n\n";
        List<CountDownLatch> seen = List.of(new CountDownLatch(1), new CountDownLatch(1), new CountDownLatch(1));
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            wire.request();
            wire.send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
            wire.send(chunk(event(STORED)));
            Patience.await(seen.get(0));
            wire.send(chunk(heartbeat));
            Patience.await(seen.get(1));
            wire.send(chunk(event(BROKEN)));
            Patience.await(seen.get(2));
            wire.send("0\r\n\r\n");
        }));
        Wire client = client(couch).send(get("eventsource", "Last-Event-ID: \"1-a\"\r\n"));

        assertThat(client.head())
                .contains("Content-Type: text/event-stream\r\n")
                .containsIgnoringCase("\r\nvary: ");
        expect(client, event(VIEW_1));
        seen.get(0).countDown();
        expect(client, heartbeat);
        seen.get(1).countDown();
        expect(
                client,
                event(
                        "null,\"error\":\"migration_failed\",\"reason\":\"todo-item 2 to 1: convert status: no pair for 42\""));
        seen.get(2).countDown();
        assertThat(client.read(5)).isEqualTo("0\r\n\r\n");
        assertThat(couch.nextRequest()).contains("\r\nLast-Event-ID: \"1-a\"\r\n");
    }

    @ParameterizedTest
    @CsvSource({"normal", "longpoll", "continuous", "eventsource"})
    void feedThatBreaks_isNeverEndedAsIfWhole(String feed) throws Exception {
        String line = "{\"seq\":\"1-a\",\"id\":\"a\",\"doc\":" + STORED + "}";
        String view = "{\"seq\":\"1-a\",\"id\":\"a\",\"doc\":" + VIEW_1 + "}";
        String whole = start(feed, line);
        for (boolean told : new boolean[] {true, false}) {
            CountDownLatch read = new CountDownLatch(1);
            FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
                wire.request();
                wire.send(HEAD + chunk(whole));
                Patience.await(read);
                // Half a change, behind which the body ends, or the connection alone.
                wire.send(chunk(between(feed) + line.substring(0, line.length() - 1)) + (told ? "0\r\n\r\n" : ""));
            }));
            Wire client = client(couch).send(get(feed));
            client.head();
            expect(client, start(feed, view));
            read.countDown();
            assertThat(client.rest()).doesNotContain("seq").doesNotContain("0\r\n\r\n");
        }
    }

    private static String start(String feed, String line) {
        return switch (feed) {
            case "continuous" -> line + "\n";
            case "eventsource" -> "data: " + line + "\nid: \"1-a\"\n\n";
            default -> "{\"results\":[\n" + line;
        };
    }

    private static String between(String feed) {
        return switch (feed) {
            case "continuous" -> "";
            case "eventsource" -> "data: ";
            default -> ",\r\n";
        };
    }

    static Stream<Arguments> feedsOnTransports() {
        return Stream.of("continuous", "eventsource", "longpoll")
                .flatMap(feed -> Transport.working().stream().map(transport -> arguments(feed, transport)));
    }

    @ParameterizedTest
    @MethodSource("feedsOnTransports")
    void clientGone_whileNothingIsWritten_endsTheFeedUpstream(String feed, Transport transport) throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            wire.request();
            wire.send(HEAD);
            wire.rest();
            ended.countDown();
        }));
        Wire client = opened.client(opened.proxy(transport, new TestSite().on(couch.port())));
        client.send(get(feed));
        client.head();
        client.close();
        Patience.await(ended);
    }

    @Test
    void feedThatIsQuiet_isNoIdleConnection() throws Exception {
        CountDownLatch later = new CountDownLatch(1);
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            wire.request();
            wire.send(HEAD);
            Patience.await(later);
            wire.send(chunk(event(STORED)) + "0\r\n\r\n");
        }));
        ProxyServer proxy =
                opened.proxy(new TestSite().waiting(Times.with("idle", 100)).on(couch.port()));
        Wire feed = opened.client(proxy).send(get("eventsource"));
        feed.head();
        Wire idle = opened.client(proxy);

        assertThat(idle.rest()).isEmpty();
        later.countDown();
        expect(feed, event(VIEW_1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"normal", "longpoll", "continuous", "eventsource", "nonsense"})
    void refusalOfAFeed_goesThrough(String feed) throws Exception {
        String error = "{\"error\":\"bad_request\",\"reason\":\"Supported `feed` types\"}\n";
        FakeUpstream couch = opened.add(FakeUpstream.answering(
                "HTTP/1.1 400 Bad Request\r\nContent-Length: " + error.length() + "\r\n\r\n" + error));
        assertThat(client(couch).send(get(feed)).answer())
                .startsWith("HTTP/1.1 400 Bad Request\r\n")
                .endsWith(error);
    }

    @Test
    void post_keepsItsBody_andIsViewed() throws Exception {
        String rows = "{\"results\":[\n{\"doc\":%s}\n],\n\"last_seq\":1,\"pending\":0}\n";
        FakeUpstream couch =
                opened.add(FakeUpstream.answering(HEAD + chunk(String.format(rows, STORED)) + "0\r\n\r\n"));
        String answer = client(couch)
                .send(
                        "POST /todos/_changes?include_docs=true&filter=_doc_ids HTTP/1.1\r\nHost: h\r\nX-Client-Version: 1\r\n"
                                + "Content-Length: 17\r\n\r\n{\"doc_ids\":[\"a\"]}")
                .answer();
        assertThat(Wire.unchunked(answer.substring(answer.indexOf("\r\n\r\n") + 4)))
                .isEqualTo(String.format(rows, VIEW_1));
        assertThat(couch.nextRequest()).endsWith("{\"doc_ids\":[\"a\"]}");
    }
}
