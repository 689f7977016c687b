package io.slipcover.server;

import static io.slipcover.testing.FrameWire.CONTINUATION;
import static io.slipcover.testing.FrameWire.DATA;
import static io.slipcover.testing.FrameWire.END_HEADERS;
import static io.slipcover.testing.FrameWire.END_STREAM;
import static io.slipcover.testing.FrameWire.GOAWAY;
import static io.slipcover.testing.FrameWire.HEADERS;
import static io.slipcover.testing.FrameWire.PING;
import static io.slipcover.testing.FrameWire.RST_STREAM;
import static io.slipcover.testing.FrameWire.SETTINGS;
import static io.slipcover.testing.FrameWire.WINDOW_UPDATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipcover.testbed.Patience;
import io.slipcover.testing.Certificates;
import io.slipcover.testing.FakeUpstream;
import io.slipcover.testing.FrameWire;
import io.slipcover.testing.FrameWire.Frame;
import io.slipcover.testing.LeakGuard;
import io.slipcover.testing.Opened;
import io.slipcover.testing.Times;
import io.slipcover.testing.Wire;
import io.slipcover.upstream.Transport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** HTTP/2 towards clients: what is asked and answered on its streams, and what a client may not do. */
@ExtendWith(LeakGuard.class)
final class StreamsTest {
    private static final String STORED = "{\"_id\":\"a\",\"schema\":\"todo-item\",\"version\":3,\"text\":\"t\","
            + "\"status\":\"done\",\"group\":{\"name\":\"default\"}}";
    private static final String VIEW_1 =
            "{\"_id\":\"a\",\"schema\":\"todo-item\",\"version\":1,\"title\":\"t\",\"isDone\":true}";
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}";

    private static final int NO_ERROR = 0;
    private static final int PROTOCOL_ERROR = 1;
    private static final int INTERNAL_ERROR = 2;
    private static final int REFUSED_STREAM = 7;
    private static final int CANCEL = 8;
    private static final int ENHANCE_YOUR_CALM = 11;

    @RegisterExtension
    private final Opened opened = new Opened();

    private ProxyServer proxy(FakeUpstream couch) {
        return opened.proxy(Certificates.site().on(couch.port()));
    }

    private FrameWire client(FakeUpstream couch) throws IOException {
        return opened.add(FrameWire.to(proxy(couch).address().getPort()));
    }

    private FakeUpstream answering(String answer) throws IOException {
        return opened.add(FakeUpstream.answering(answer));
    }

    private static HttpClient http() throws IOException {
        return HttpClient.newBuilder().sslContext(Certificates.client()).build();
    }

    private static HttpRequest.Builder to(ProxyServer proxy, String path) {
        return HttpRequest.newBuilder(
                        URI.create("https://localhost:" + proxy.address().getPort() + path))
                .header("X-Client-Version", "1");
    }

    static Stream<Arguments> transports() {
        return Transport.working().stream().map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("transports")
    void document_isAView_onEveryTransport(Transport transport) throws Exception {
        FakeUpstream couch = answering("HTTP/1.1 200 OK\r\nETag: \"1-a\"\r\nContent-Type: application/json\r\n"
                + "Keep-Alive: timeout=5\r\nTransfer-Encoding: chunked\r\n\r\n"
                + Integer.toHexString(STORED.length()) + "\r\n" + STORED + "\r\n0\r\n\r\n");
        ProxyServer proxy = opened.proxy(transport, Certificates.site().on(couch.port()));
        HttpClient client = http();
        for (int request = 0; request < 3; request++) {
            HttpResponse<String> answer = client.send(to(proxy, "/todos/a").build(), BodyHandlers.ofString());

            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(VIEW_1);
            assertThat(answer.headers().map())
                    .containsKey("etag")
                    .doesNotContainKeys("keep-alive", "transfer-encoding", "connection");
            assertThat(couch.nextRequest())
                    .startsWith("GET /todos/a HTTP/1.1\r\n")
                    .containsIgnoringCase(
                            "\r\nhost: localhost:" + proxy.address().getPort() + "\r\n")
                    .containsIgnoringCase("\r\nx-forwarded-proto: https\r\n")
                    .doesNotContain("\r\n:");
        }
        assertThat(proxy.connections()).isEqualTo(1);
    }

    @Test
    void http2_canBeTurnedOff() throws Exception {
        ProxyServer proxy =
                opened.proxy(Certificates.site("http2: false").on(answering(OK).port()));

        assertThat(http().send(to(proxy, "/other").build(), BodyHandlers.ofString())
                        .version())
                .isEqualTo(HttpClient.Version.HTTP_1_1);
    }

    @Test
    void answersWithoutABody_endWithTheirHead() throws Exception {
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            wire.request();
            wire.send("HTTP/1.1 304 Not Modified\r\nETag: \"1-a\"\r\n\r\n");
            wire.request();
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n");
            wire.request();
            wire.send("HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n");
        }));
        FrameWire client = client(couch);
        int stream = 1;
        for (String method : new String[] {"GET", "HEAD", "GET"}) {
            client.send(HEADERS, END_STREAM | END_HEADERS, stream, FrameWire.request(method, "/other/a"));
            FrameWire.Frame head = client.next(stream);

            assertThat(head.type()).isEqualTo(HEADERS);
            assertThat(head.endsStream()).isTrue();
            stream += 2;
        }
    }

    @Test
    void headOfSlipcoversOwnAnswer_hasNoBody() throws Exception {
        FrameWire client = client(answering(OK));
        client.send(
                HEADERS,
                END_STREAM | END_HEADERS,
                1,
                FrameWire.head(":method", "HEAD", ":scheme", "https", ":authority", "h", ":path", "/todos/a"));

        assertThat(client.body(1)).isEmpty();
    }

    @Test
    void upload_isFramedForCouchDb() throws Exception {
        FakeUpstream couch = answering(OK);
        FrameWire client = client(couch);
        client.send(
                        HEADERS,
                        END_HEADERS,
                        1,
                        FrameWire.request("PUT", "/other/a", "cookie", "a=b", "cookie", "c=d", "te", "trailers"))
                .send(DATA, 0, 1, "abc")
                .send(DATA, 0, 1, "def")
                .send(HEADERS, END_STREAM | END_HEADERS, 1, FrameWire.head("x-trailer", "t"));

        assertThat(client.body(1)).isEqualTo("{}");
        String request = couch.nextRequest();
        assertThat(Wire.payload(request)).isEqualTo("abcdef");
        assertThat(request)
                .containsIgnoringCase("\r\ncookie: a=b; c=d\r\n")
                .doesNotContainIgnoringCase("x-trailer")
                .doesNotContainIgnoringCase("\r\nte:");
        client.send(HEADERS, END_HEADERS, 3, FrameWire.request("PUT", "/other/a", "content-length", "3"))
                .send(DATA, END_STREAM, 3, "abc");
        client.body(3);
        assertThat(couch.nextRequest())
                .containsIgnoringCase("\r\ncontent-length: 3\r\n")
                .endsWith("\r\n\r\nabc");
    }

    @Test
    void expectation_isAnsweredBeforeTheBody() throws Exception {
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            String head = wire.head();
            wire.send("HTTP/1.1 100 Continue\r\n\r\n");
            wire.body(head);
            wire.send(OK);
        }));
        FrameWire client = client(couch);
        client.send(HEADERS, END_HEADERS, 1, FrameWire.request("PUT", "/other/a", "expect", "100-continue"));
        FrameWire.Frame interim = client.next(1);

        assertThat(interim.type()).isEqualTo(HEADERS);
        assertThat(interim.endsStream()).isFalse();
        client.send(DATA, END_STREAM, 1, "abc");
        assertThat(client.body(1)).isEqualTo("{}");
    }

    @Test
    void largeBodies_passBothWays() throws Exception {
        String large = "x".repeat(3_000_000);
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            String request = wire.request();
            String body = Wire.payload(request);
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
        }));
        HttpResponse<String> answer = http().send(
                        to(proxy(couch), "/other/a")
                                .PUT(HttpRequest.BodyPublishers.ofString(large))
                                .build(),
                        BodyHandlers.ofString());

        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(answer.body()).isEqualTo(large);
    }

    @Test
    void answerThatBreaksOff_isReset_andOthersGoOn() throws Exception {
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            if (wire.request().contains("/broken")) {
                wire.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
            } else {
                wire.send(OK);
            }
        }));
        FrameWire client = client(couch);
        client.send(HEADERS, END_STREAM | END_HEADERS, 1, FrameWire.request("GET", "/other/broken"));

        assertThat(client.body(1)).isEqualTo("abc<reset " + INTERNAL_ERROR + ">");
        client.send(HEADERS, END_STREAM | END_HEADERS, 3, FrameWire.request("GET", "/other/whole"));
        assertThat(client.body(3)).isEqualTo("{}");
    }

    @Test
    void streamThatIsReset_endsTheRequestUpstream_evenWhileNothingIsRead() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(2);
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            wire.head();
            asked.countDown();
            try {
                if (number == 0) {
                    Patience.await(asked);
                    wire.rest();
                } else {
                    wire.send("HTTP/1.1 200 OK\r\nContent-Length: 2000000000\r\n\r\n");
                    while (true) {
                        wire.send("x".repeat(10_000));
                    }
                }
            } catch (SocketException reset) {
                // As it should.
            }
            ended.countDown();
        }));
        FrameWire client = client(couch);
        client.send(HEADERS, END_STREAM | END_HEADERS, 1, FrameWire.request("GET", "/other/_changes?feed=continuous"));
        Patience.await(asked);
        client.send(RST_STREAM, 0, 1, "\0\0\0\b");
        client.send(HEADERS, END_STREAM | END_HEADERS, 3, FrameWire.request("GET", "/other/large"));
        Patience.await(() -> "connections: " + couch.connections(), () -> couch.connections() == 2);
        client.send(RST_STREAM, 0, 3, "\0\0\0\b");

        assertThat(ended.await(Patience.SECONDS_TO_WAIT, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void answerBeforeTheBodyIsWhole_isWhole_andStopsTheClient() throws Exception {
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            wire.head();
            wire.send("HTTP/1.1 413 Too Large\r\nConnection: close\r\nContent-Length: 5\r\n\r\nlarge");
            wire.rest();
        }));
        FrameWire client = client(couch);
        client.send(HEADERS, END_HEADERS, 1, FrameWire.request("PUT", "/other/a"))
                .send(DATA, 0, 1, "abc");

        assertThat(client.body(1)).isEqualTo("large");
        FrameWire.Frame reset = client.next(1);
        assertThat(reset.type()).isEqualTo(RST_STREAM);
        assertThat(reset.error()).isEqualTo(NO_ERROR);
    }

    static Stream<Arguments> malformedHeads() {
        String start = FrameWire.head(":method", "GET", ":scheme", "https", ":authority", "h");
        String version = FrameWire.head("x-client-version", "1");
        return Stream.of(
                Arguments.of("a line's end in a value", FrameWire.request("GET", "/a", "x", "a\r\nhost: b")),
                Arguments.of("a line's end in a name", FrameWire.request("GET", "/a", "x\r\ny", "a")),
                Arguments.of("a line's end in the path", FrameWire.request("GET", "/a HTTP/1.1\r\nx: y")),
                Arguments.of("a space in the path", FrameWire.request("GET", "/a b")),
                Arguments.of("a space in the method", FrameWire.request("GET /b", "/a")),
                Arguments.of("no path", start + version),
                Arguments.of("an empty path", start + FrameWire.head(":path", "") + version),
                Arguments.of("a path without a slash", start + FrameWire.head(":path", "a") + version),
                Arguments.of("Connection", FrameWire.request("GET", "/a", "connection", "x-client-version")),
                Arguments.of("Transfer-Encoding", FrameWire.request("GET", "/a", "transfer-encoding", "chunked")),
                Arguments.of("Upgrade", FrameWire.request("GET", "/a", "upgrade", "h2c")),
                Arguments.of("another TE", FrameWire.request("GET", "/a", "te", "gzip")),
                Arguments.of("another host", FrameWire.request("GET", "/a", "host", "elsewhere")),
                Arguments.of(
                        "two lengths", FrameWire.request("GET", "/a", "content-length", "0", "content-length", "1")),
                Arguments.of("a length without a body", FrameWire.request("GET", "/a", "content-length", "5")),
                Arguments.of("a name in capitals", FrameWire.request("GET", "/a", "X-Name", "x")),
                Arguments.of(
                        "no host",
                        FrameWire.head(":method", "GET", ":scheme", "https", ":path", "/a", "x-client-version", "1")));
    }

    @ParameterizedTest
    @MethodSource("malformedHeads")
    void malformedHead_isReset_andNotPassedOn(String what, String head) throws Exception {
        FakeUpstream couch = answering(OK);
        FrameWire client = client(couch);
        client.send(HEADERS, END_STREAM | END_HEADERS, 1, head);

        assertThat(client.body(1)).as(what).isEqualTo("<reset " + PROTOCOL_ERROR + ">");
        assertThat(couch.hasRequest()).isFalse();
        client.send(HEADERS, END_STREAM | END_HEADERS, 3, FrameWire.request("GET", "/other/a"));
        assertThat(client.body(3)).isEqualTo("{}");
    }

    @Test
    void bodyThatIsNotAsLongAsItSays_isStoredByNobody() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch broken = new CountDownLatch(1);
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            wire.head();
            asked.countDown();
            String rest = wire.rest();
            if (!rest.contains("abcdef")) {
                broken.countDown();
            }
        }));
        FrameWire client = client(couch);
        client.send(HEADERS, END_HEADERS, 1, FrameWire.request("PUT", "/other/a", "content-length", "6"));
        Patience.await(asked);
        client.send(DATA, END_STREAM, 1, "abc");

        assertThat(client.body(1)).startsWith("<");
        Patience.await(broken);
    }

    @Test
    void drain_takesLeave_endsFeeds_andLetsOthersEnd() throws Exception {
        CountDownLatch asked = new CountDownLatch(2);
        CountDownLatch draining = new CountDownLatch(1);
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            boolean feed = wire.request().contains("_changes");
            wire.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n \r\n");
            asked.countDown();
            if (feed) {
                wire.rest();
            } else {
                Patience.await(draining);
                wire.send("2\r\n{}\r\n0\r\n\r\n");
            }
        }));
        ProxyServer proxy = proxy(couch);
        FrameWire client = opened.add(FrameWire.to(proxy.address().getPort()));
        client.send(HEADERS, END_STREAM | END_HEADERS, 1, FrameWire.request("GET", "/other/_changes?feed=continuous"))
                .send(HEADERS, END_STREAM | END_HEADERS, 3, FrameWire.request("GET", "/other/a"));
        Patience.await(asked);
        Thread ending = new Thread(() -> proxy.drain(Patience.SECONDS_TO_WAIT, TimeUnit.SECONDS));
        ending.start();

        assertThat(client.leave().error()).isEqualTo(NO_ERROR);
        assertThat(client.body(1)).isEqualTo("<reset " + CANCEL + ">");
        draining.countDown();
        assertThat(client.body(3)).endsWith("{}");
        assertThat(client.next()).isNull();
        ending.join();
    }

    @Test
    void idleConnection_ends_andOneWithARequestDoesNot() throws Exception {
        CountDownLatch looked = new CountDownLatch(1);
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            wire.request();
            Patience.await(looked);
            wire.send(OK);
        }));
        ProxyServer proxy = opened.proxy(
                Certificates.site().waiting(Times.with("idle", 500)).on(couch.port()));
        FrameWire idle = opened.add(FrameWire.to(proxy.address().getPort()));
        FrameWire client = opened.add(FrameWire.to(proxy.address().getPort()));
        client.send(HEADERS, END_STREAM | END_HEADERS, 1, FrameWire.request("GET", "/other/a"));

        assertThat(idle.leave()).isNotNull();
        assertThat(idle.next()).isNull();
        looked.countDown();
        assertThat(client.body(1)).isEqualTo("{}");
        Patience.await(() -> "connections: " + proxy.connections(), () -> proxy.connections() == 0);
    }

    @Test
    void bodyThatStops_isTooLate_andOtherStreamsGoOn() throws Exception {
        FakeUpstream couch = answering(OK);
        ProxyServer proxy = opened.proxy(
                Certificates.site().waiting(Times.with("body", 100)).on(couch.port()));
        FrameWire client = opened.add(FrameWire.to(proxy.address().getPort()));
        client.send(HEADERS, END_HEADERS, 1, FrameWire.request("PUT", "/other/a"));
        client.send(DATA, 0, 1, "{");

        assertThat(client.body(1)).contains("request_timeout").contains("timeouts: body");
        client.send(HEADERS, END_STREAM | END_HEADERS, 3, FrameWire.request("GET", "/other/a"));
        assertThat(client.body(3)).isEqualTo("{}");
    }

    @Test
    void clientThatTakesNothingOfAnAnswer_isReset_andOtherStreamsGoOn() throws Exception {
        String body = "x".repeat(1 << 20);
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            for (String request = wire.request(); request != null; request = wire.request()) {
                boolean large = request.startsWith("GET /other/large ");
                wire.send("HTTP/1.1 200 OK\r\nContent-Length: " + (large ? body.length() : 2) + "\r\n\r\n"
                        + (large ? body : "{}"));
            }
        }));
        ProxyServer proxy = opened.proxy(
                Certificates.site().waiting(Times.with("client", 100)).on(couch.port()));
        FrameWire client = opened.add(FrameWire.to(proxy.address().getPort()));
        client.send(WINDOW_UPDATE, 0, 0, "\0\20\0\0");
        client.send(HEADERS, END_STREAM | END_HEADERS, 1, FrameWire.request("GET", "/other/large"));

        Frame frame = client.next(1);
        while (frame.type() != RST_STREAM) {
            assertThat(frame.flags() & END_STREAM).isZero();
            frame = client.next(1);
        }
        client.send(HEADERS, END_STREAM | END_HEADERS, 3, FrameWire.request("GET", "/other/small"));
        assertThat(client.body(3)).isEqualTo("{}");
    }

    @Test
    void streams_beyondTheLimit_areRefused() throws Exception {
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            wire.request();
            wire.rest();
        }));
        FrameWire client = client(couch);
        for (int stream = 1; stream <= 2 * 128; stream += 2) {
            client.send(HEADERS, END_STREAM | END_HEADERS, stream, FrameWire.request("GET", "/other/a"));
        }
        client.send(HEADERS, END_STREAM | END_HEADERS, 257, FrameWire.request("GET", "/other/a"));

        assertThat(client.body(257)).isEqualTo("<reset " + REFUSED_STREAM + ">");
    }

    /** What a client may send, and what is one too much of it. Each costs the server more than the client. */
    static Stream<Arguments> floods() {
        return Stream.of(
                Arguments.of("streams that are broken off at once", "", 200, (IntFunction<byte[]>) number -> {
                    int stream = 2 * number + 1;
                    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                    bytes.writeBytes(
                            FrameWire.bytes(HEADERS, END_HEADERS, stream, FrameWire.request("PUT", "/other/a")));
                    bytes.writeBytes(FrameWire.bytes(RST_STREAM, 0, stream, "\0\0\0\b"));
                    return bytes.toByteArray();
                }),
                Arguments.of("a head that does not end", "head", 16, (IntFunction<byte[]>)
                        number -> FrameWire.bytes(CONTINUATION, 0, 1, "")),
                Arguments.of("a body of nothing", "body", 2, (IntFunction<byte[]>)
                        number -> FrameWire.bytes(DATA, 0, 1, "")));
    }

    /**
     * The client sends as much as it may, and then one frame more. Were anything unread behind that frame, the connection would be reset, and
     * the server's words with it.
     */
    @ParameterizedTest
    @MethodSource("floods")
    void flood_endsTheConnection_withAReason(String what, String beginning, int most, IntFunction<byte[]> piece)
            throws Exception {
        ProxyServer proxy = proxy(answering(OK));
        FrameWire client = opened.add(FrameWire.to(proxy.address().getPort()));
        if (!beginning.isEmpty()) {
            client.send(HEADERS, beginning.equals("body") ? END_HEADERS : 0, 1, FrameWire.request("PUT", "/other/a"));
        }
        for (int number = 0; number <= most; number++) {
            client.sendRaw(piece.apply(number));
        }

        FrameWire.Frame leave = client.leave();
        assertThat(leave).as("the server's leave after " + what).isNotNull();
        assertThat(leave.error()).isEqualTo(ENHANCE_YOUR_CALM);
        assertThat(client.next()).isNull();
        Patience.await(() -> "connections: " + proxy.connections(), () -> proxy.connections() == 0);
    }

    static Stream<Arguments> questions() {
        return Stream.of(
                Arguments.of("pings", FrameWire.bytes(PING, 0, 0, "12345678")),
                Arguments.of("settings", FrameWire.bytes(SETTINGS, 0, 0, "")));
    }

    /** Each of these frames has an answer, which waits for a client that does not read. */
    @ParameterizedTest
    @MethodSource("questions")
    void questionsOfAClientThatDoesNotRead_endTheConnection(String what, byte[] question) throws Exception {
        ProxyServer proxy = proxy(answering(OK));
        FrameWire client = opened.add(FrameWire.to(proxy.address().getPort()));
        ByteArrayOutputStream thousand = new ByteArrayOutputStream();
        for (int number = 0; number < 1000; number++) {
            thousand.writeBytes(question);
        }
        int most = 50 << 20;
        assertThatThrownBy(() -> {
                    for (int sent = 0; sent < most; sent += thousand.size()) {
                        client.sendRaw(thousand.toByteArray());
                    }
                })
                .as("as many as the kernel holds, and 1,000")
                .isInstanceOf(IOException.class);

        Patience.await(() -> "connections: " + proxy.connections(), () -> proxy.connections() == 0);
        FrameWire other = opened.add(FrameWire.to(proxy.address().getPort()));
        other.send(HEADERS, END_STREAM | END_HEADERS, 1, FrameWire.request("GET", "/other/a"));
        assertThat(other.body(1)).isEqualTo("{}");
    }

    @Test
    void headThatIsTooLarge_isRefused() throws Exception {
        FakeUpstream couch = answering(OK);
        FrameWire client = client(couch);
        String head = FrameWire.request("GET", "/other/a", "x", "y".repeat(70_000));
        client.send(HEADERS, END_STREAM, 1, head.substring(0, 16_000));
        for (int at = 16_000; at < head.length(); at += 16_000) {
            int end = Math.min(head.length(), at + 16_000);
            client.send(CONTINUATION, end == head.length() ? END_HEADERS : 0, 1, head.substring(at, end));
        }
        FrameWire.Frame answer = client.next(1);

        assertThat(answer.type()).isIn(HEADERS, RST_STREAM);
        assertThat(couch.hasRequest()).isFalse();
    }

    @Test
    void pingsAndSettings_areAnswered() throws Exception {
        FrameWire client = client(answering(OK));
        client.send(PING, 0, 0, "12345678").send(SETTINGS, 0, 0, "");
        FrameWire.Frame frame;
        do {
            frame = client.next();
        } while (frame.type() != PING && frame.type() != GOAWAY);

        assertThat(frame.payload()).isEqualTo("12345678");
    }
}
