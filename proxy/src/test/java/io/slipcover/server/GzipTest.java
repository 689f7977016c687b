package io.slipcover.server;

import static io.slipcover.testing.FrameWire.END_HEADERS;
import static io.slipcover.testing.FrameWire.END_STREAM;
import static io.slipcover.testing.FrameWire.HEADERS;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipcover.testbed.Patience;
import io.slipcover.testing.Certificates;
import io.slipcover.testing.FakeUpstream;
import io.slipcover.testing.FrameWire;
import io.slipcover.testing.LeakGuard;
import io.slipcover.testing.Opened;
import io.slipcover.testing.TestSite;
import io.slipcover.testing.Wire;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that are compressed, and those that are not. */
@ExtendWith(LeakGuard.class)
final class GzipTest {
    private static final String TEXT = "a long text ".repeat(200);
    private static final String STORED = "{\"_id\":\"a\",\"schema\":\"todo-item\",\"version\":3,\"text\":\"" + TEXT
            + "\",\"status\":\"done\",\"group\":{\"name\":\"default\"}}";
    private static final String VIEW =
            "{\"_id\":\"a\",\"schema\":\"todo-item\",\"version\":1,\"title\":\"" + TEXT + "\",\"isDone\":true}";

    @RegisterExtension
    private final Opened opened = new Opened();

    private static TestSite on(TestSite site) {
        return site.with("lenses: lenses", "gzip: true\nlenses: lenses");
    }

    private Wire client(FakeUpstream couch) throws IOException {
        return opened.client(on(new TestSite()).on(couch.port()));
    }

    private FakeUpstream answering(String head, String body) throws IOException {
        return opened.add(FakeUpstream.answering(whole(head, body)));
    }

    private static String whole(String head, String body) {
        return "HTTP/1.1 " + head + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private static final String JSON = "200 OK\r\nContent-Type: application/json\r\nETag: \"1-a\"";

    private static String get(String path, String... headers) {
        return "GET " + path + " HTTP/1.1\r\nHost: h\r\nX-Client-Version: 1\r\n"
                + String.join(
                        "",
                        java.util.Arrays.stream(headers)
                                .map(header -> header + "\r\n")
                                .toList()) + "\r\n";
    }

    private static String unpacked(String packed) throws IOException {
        return new String(
                new GZIPInputStream(new ByteArrayInputStream(packed.getBytes(ISO_8859_1))).readAllBytes(), UTF_8);
    }

    private static String header(String answer, String name) {
        return answer.substring(0, answer.indexOf("\r\n\r\n"))
                .lines()
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip())
                .reduce("", (one, other) -> one + other);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/todos/a", "/other/a"})
    void answer_isCompressed_whereTheClientWantsIt(String path) throws Exception {
        FakeUpstream couch = answering(JSON, STORED);
        Wire client = client(couch);
        for (int request = 0; request < 2; request++) {
            String answer = client.send(get(path, "Accept-Encoding: gzip, br")).answer();

            assertThat(unpacked(Wire.payload(answer))).isEqualTo(path.equals("/todos/a") ? VIEW : STORED);
            assertThat(answer.length()).isLessThan(TEXT.length() / 2);
            assertThat(header(answer, "content-encoding")).isEqualTo("gzip");
            assertThat(header(answer, "content-length")).isEmpty();
            assertThat(header(answer, "vary")).endsWith("accept-encoding");
            assertThat(header(answer, "etag")).endsWith("-gzip\"");
        }
        String plain = client.send(get(path)).answer();
        assertThat(Wire.payload(plain)).isEqualTo(path.equals("/todos/a") ? VIEW : STORED);
        assertThat(header(plain, "content-encoding")).isEmpty();
        assertThat(header(plain, "vary")).endsWith("accept-encoding");
        assertThat(header(plain, "etag")).doesNotContain("gzip");
    }

    @Test
    void compression_isOffUnlessItIsTurnedOn() throws Exception {
        Wire client = opened.client(new TestSite().on(answering(JSON, STORED).port()));
        String answer = client.send(get("/other/a", "Accept-Encoding: gzip")).answer();

        assertThat(Wire.payload(answer)).isEqualTo(STORED);
        assertThat(header(answer, "vary")).doesNotContain("encoding");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/other/a", "/todos/a"})
    void tags_ofCompressedAnswers_areUnderstood(String path) throws Exception {
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            for (String request = wire.request(); request != null; request = wire.request()) {
                boolean known = request.toLowerCase(java.util.Locale.ROOT).contains("\r\nif-none-match: \"1-a\"\r\n");
                wire.send(known ? "HTTP/1.1 304 Not Modified\r\nETag: \"1-a\"\r\n\r\n" : whole(JSON, STORED));
            }
        }));
        Wire client = client(couch);
        String tag = header(client.send(get(path, "Accept-Encoding: gzip")).answer(), "etag");
        String plainTag = tag.replace("-gzip", "");

        String again = client.send(get(path, "Accept-Encoding: gzip", "If-None-Match: " + tag))
                .head();
        assertThat(again).startsWith("HTTP/1.1 304");
        assertThat(header(again, "etag")).isEqualTo(tag);
        assertThat(header(again, "vary")).endsWith("accept-encoding");
        assertThat(header(again, "content-encoding")).isEmpty();

        String ofPlain = client.send(get(path, "Accept-Encoding: gzip", "If-None-Match: " + plainTag))
                .head();
        assertThat(ofPlain).startsWith("HTTP/1.1 304");
        assertThat(header(ofPlain, "etag")).isEqualTo(plainTag);

        // This client cannot read what the tag stands for.
        assertThat(client.send(get(path, "If-None-Match: " + tag)).answer()).startsWith("HTTP/1.1 200");
        for (int request = 0; request < 4; request++) {
            couch.nextRequest();
        }
        client.send(get(path, "If-Match: " + tag).replace("GET", "DELETE")).answer();
        assertThat(couch.nextRequest()).containsPattern("(?i)\r\nif-match: \"1-a\"\r\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a short answer | /other/a | 200 OK | application/json | 1000",
                "an error | /other/a | 404 Not Found | application/json | 2000",
                "an attachment | /other/a/b | 200 OK | application/json | 2000",
                "a part | /other/a | 206 Partial Content | application/json | 2000",
                "text | /other/a | 200 OK | text/plain | 2000",
                "a session | /_session | 200 OK | application/json | 2000",
                "a user | /_users/a | 200 OK | application/json | 2000",
                "a checkpoint | /other/_local/a | 200 OK | application/json | 2000",
                "settings | /_node/_local/_config | 200 OK | application/json | 2000",
                "an answer with a cookie | /other/a | 200 OK^Set-Cookie: a=b | application/json | 2000",
                "an answer that is encoded | /other/a | 200 OK^Content-Encoding: br | application/json | 2000",
                "an answer that says so | /other/a | 200 OK^Cache-Control: no-transform | application/json | 2000"
            })
    void otherAnswers_stayAsTheyAre(String what, String path, String status, String type, int length) throws Exception {
        String body = "x".repeat(length);
        FakeUpstream couch = answering(status.replace("^", "\r\n") + "\r\nContent-Type: " + type, body);
        String answer = client(couch).send(get(path, "Accept-Encoding: gzip")).answer();

        assertThat(Wire.payload(answer)).as(what).isEqualTo(body);
        assertThat(header(answer, "content-encoding")).isIn("", "br");
    }

    @Test
    void questionsForAHead_andForAPart_stayAsTheyAre() throws Exception {
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            wire.request();
            wire.send("HTTP/1.1 " + JSON + "\r\nContent-Length: 2000\r\n\r\n");
            wire.request();
            wire.send(whole(JSON, STORED));
        }));
        Wire client = client(couch);
        String head = client.send(get("/other/a", "Accept-Encoding: gzip").replace("GET", "HEAD"))
                .head();
        assertThat(header(head, "content-length")).isEqualTo("2000");
        assertThat(header(head, "content-encoding")).isEmpty();

        assertThat(Wire.payload(client.send(get("/other/a", "Accept-Encoding: gzip", "Range: bytes=0-"))
                        .answer()))
                .isEqualTo(STORED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/todos/_changes?feed=continuous&include_docs=true", "/other/_changes?feed=continuous"})
    void change_inAFeed_comesAtOnce(String path) throws Exception {
        CountDownLatch[] read = {new CountDownLatch(1), new CountDownLatch(1), new CountDownLatch(1)};
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            wire.request();
            wire.send("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
            for (int change = 0; change < 3; change++) {
                String line = "{\"seq\":" + change + ",\"id\":\"a\",\"changes\":[{\"rev\":\"1-a\"}],\"doc\":" + STORED
                        + "}\n";
                wire.send(Integer.toHexString(line.length()) + "\r\n" + line + "\r\n");
                Patience.await(read[change]);
            }
            wire.send("1\r\n\n\r\n0\r\n\r\n");
        }));
        Wire client = client(couch);
        String head = client.send(get(path, "Accept-Encoding: gzip")).head();
        assertThat(header(head, "content-encoding")).isEqualTo("gzip");
        Inflater inflater = new Inflater(true);
        StringBuilder feed = new StringBuilder();
        boolean first = true;
        try {
            byte[] room = new byte[1 << 16];
            for (int change = 0; change < 3; change++) {
                while (!feed.toString().endsWith("}\n")
                        || feed.toString().lines().count() <= change) {
                    byte[] packed = chunk(client);
                    int behind = first ? 10 : 0;
                    first = false;
                    inflater.setInput(packed, behind, packed.length - behind);
                    feed.append(new String(room, 0, inflater.inflate(room), UTF_8));
                }
                read[change].countDown();
            }
        } finally {
            inflater.end();
        }
        assertThat(feed.toString().lines())
                .hasSize(3)
                .allMatch(line -> line.contains(path.startsWith("/todos") ? "\"title\"" : "\"text\""));
    }

    private static byte[] chunk(Wire client) throws IOException {
        StringBuilder size = new StringBuilder();
        while (size.indexOf("\r\n") < 0) {
            size.append(client.read(1));
        }
        int length = Integer.parseInt(size.toString().strip(), 16);
        return client.read(length + 2).substring(0, length).getBytes(ISO_8859_1);
    }

    @Test
    void answer_thatBreaksOff_isNotWhole_andNothingLeaks() throws Exception {
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            wire.request();
            wire.send("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n"
                    + "x".repeat(2000));
        }));
        Wire client = client(couch);
        client.send(get("/other/a", "Accept-Encoding: gzip"));
        String rest = client.rest();

        assertThat(rest).doesNotContain("\r\n0\r\n\r\n");
        String packed = rest.replace("<reset>", "");
        assertThatThrownBy(() -> unpacked(Wire.unchunked(packed.substring(packed.indexOf("\r\n\r\n") + 4) + "0\r\n")))
                .isInstanceOf(java.io.EOFException.class);
    }

    @Test
    void clientThatGoes_whileItsAnswerIsCompressed_leavesNothing() throws Exception {
        String large = "[" + "{\"id\":\"some text\"},".repeat(500_000) + "0]";
        CountDownLatch ended = new CountDownLatch(1);
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            wire.request();
            try {
                wire.send("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
                while (true) {
                    wire.send(Integer.toHexString(large.length()) + "\r\n" + large + "\r\n");
                }
            } catch (IOException gone) {
                ended.countDown();
            }
        }));
        ProxyServer proxy = opened.proxy(on(new TestSite()).on(couch.port()));
        Wire client = opened.client(proxy);
        client.send(get("/other/_all_docs", "Accept-Encoding: gzip")).head();
        client.read(10_000);
        client.reset();

        Patience.await(ended);
        Patience.await(() -> "connections: " + proxy.connections(), () -> proxy.connections() == 0);
    }

    @Test
    void stream_ofHttp2_isCompressed() throws Exception {
        FakeUpstream couch = answering(JSON, STORED);
        ProxyServer proxy = opened.proxy(on(Certificates.site()).on(couch.port()));
        FrameWire client = opened.add(FrameWire.to(proxy.address().getPort()));
        client.send(
                HEADERS, END_STREAM | END_HEADERS, 1, FrameWire.request("GET", "/todos/a", "accept-encoding", "gzip"));

        assertThat(unpacked(client.body(1))).isEqualTo(VIEW);
        client.send(HEADERS, END_STREAM | END_HEADERS, 3, FrameWire.request("GET", "/todos/a"));
        assertThat(client.body(3)).isEqualTo(VIEW);
    }

    @Test
    void clientOfHttp10_getsThePlainAnswer() throws Exception {
        Wire client = client(answering(JSON, STORED));
        client.send(get("/other/a", "Accept-Encoding: gzip").replace("HTTP/1.1", "HTTP/1.0"));

        assertThat(client.rest()).endsWith(STORED);
    }
}
