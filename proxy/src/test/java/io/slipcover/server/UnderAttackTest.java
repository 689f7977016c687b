package io.slipcover.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.testbed.Patience;
import io.slipcover.testing.FakeUpstream;
import io.slipcover.testing.Opened;
import io.slipcover.testing.SmallSlipcover;
import io.slipcover.testing.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Attacks on the memory of a proxy with 64 MB, a process of its own. Each attack comes on many connections at once, all of which do the same
 * and then wait. No attack may lead to an {@code OutOfMemoryError}, and after each the proxy serves on. The system property {@code
 * slipcover.attack=whole} makes all of the attacks, as large as they are meant, and the name of one makes that one alone; without it, a few are
 * made in part, because each takes seconds.
 */
@SuppressWarnings("StringConcatToTextBlock") // Lines end with CR and LF here.
final class UnderAttackTest {
    private static final @Nullable String ASKED_FOR = System.getProperty("slipcover.attack");
    private static final boolean WHOLE = ASKED_FOR != null;
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *([0-9]+)");
    private static final Pattern ASKED = Pattern.compile("\\{\"id\":\"([^\"]*)\"(?:,\"rev\":\"([^\"]*)\")?}");
    private static final String JSON = "Content-Type: application/json\r\n";
    private static final int MB = 1 << 20;

    /** What every connection of an attack sends. */
    private enum Attack {
        PACKED_DOCUMENTS(60, 20),
        PACKED_BATCHES(60, 20),
        LONG_DOCUMENTS(60, 20),
        LONG_QUERIES(60, 20),
        BATCHES_WITH_LARGE_BASES(60, 8),
        HEADS_OF_PARTS(60, 20),
        SORTED_QUERIES(60, 8),
        HALF_HEADS(1000, 300),
        HALF_HEADS_OF_SMALL_HEADERS(1000, 300),
        PIPELINED_REQUESTS(200, 40),
        DOWNLOADS_NOT_TAKEN(1000, 300),
        UPLOADS_NOT_TAKEN(1000, 100),
        LARGE_DOCUMENTS_READ(60, 20),
        DEEP_NESTING(60, 10),
        MANY_MEMBERS(60, 10),
        MANY_MEMBERS_READ(60, 10),
        MANY_ELEMENTS(60, 10),
        SMALL_CHUNKS(200, 50);

        private final int connections;

        Attack(int whole, int part) {
            connections = WHOLE ? whole : part;
        }
    }

    @RegisterExtension
    private final Opened opened = new Opened();

    @TempDir
    private Path folder;

    private final CountDownLatch over = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "attack");
        thread.setDaemon(true);
        return thread;
    });

    private SmallSlipcover slipcover;
    private int port;

    @BeforeEach
    void start() throws IOException {
        FakeUpstream couch = opened.add(FakeUpstream.withDoor((number, wire) -> serve(wire)));
        slipcover = opened.add(new SmallSlipcover(folder, 64, couch.port(), ""));
        port = slipcover.port();
    }

    @AfterEach
    void stop() {
        over.countDown();
        threads.shutdownNow();
    }

    private String log() throws IOException {
        return slipcover.log();
    }

    // ---- the server behind the proxy

    private void serve(Wire wire) throws IOException {
        for (String head = wire.head(); !head.isEmpty(); head = wire.head()) {
            if (head.startsWith("GET /_security") || head.contains("/_security ")) {
                answer(wire, "{}");
            } else if (head.contains("/_bulk_get")) {
                bases(wire, wire.body(head));
            } else if (head.contains("/_find")) {
                wire.body(head);
                found(wire);
            } else if (head.contains("/_index")) {
                answer(wire, "{\"total_rows\":0,\"indexes\":[]}");
            } else if (head.startsWith("GET /download")) {
                download(wire);
            } else if (head.startsWith("PUT /upload")) {
                over(); // It takes nothing.
            } else if (head.startsWith("GET /notes/members")) {
                answer(wire, members());
            } else if (head.startsWith("GET /notes/large")) {
                answer(wire, document(7 * MB));
            } else {
                skip(wire, head);
                answer(wire, "{\"ok\":true}");
            }
        }
    }

    private void over() {
        try {
            over.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(Wire wire, String body) throws IOException {
        wire.send("HTTP/1.1 200 OK\r\n" + JSON + "Content-Length: " + body.length() + "\r\n\r\n" + body);
    }

    private static void skip(Wire wire, String head) throws IOException {
        Matcher length = LENGTH.matcher(head);
        if (length.find()) {
            InputStream in = wire.socket().getInputStream();
            in.skipNBytes(Long.parseLong(length.group(1)));
        } else if (head.toLowerCase(Locale.ROOT).contains("chunked")) {
            wire.body(head);
        }
    }

    private static void bases(Wire wire, String question) throws IOException {
        wire.send("HTTP/1.1 200 OK\r\n" + JSON + "Transfer-Encoding: chunked\r\n\r\n");
        chunk(wire, "{\"results\":[");
        String text = "x".repeat(MB);
        Matcher asked = ASKED.matcher(question);
        for (String comma = ""; asked.find(); comma = ",") {
            chunk(
                    wire,
                    comma + "{\"id\":\"" + asked.group(1) + "\",\"docs\":[{\"ok\":{\"_id\":\"" + asked.group(1)
                            + "\",\"_rev\":\"" + asked.group(2) + "\",\"kind\":\"note\",\"v\":2,\"text\":\"" + text
                            + "\"}}]}");
        }
        chunk(wire, "]}");
        wire.send("0\r\n\r\n");
    }

    private static void chunk(Wire wire, String text) throws IOException {
        wire.send(Integer.toHexString(text.length()) + "\r\n" + text + "\r\n");
    }

    private static void found(Wire wire) throws IOException {
        wire.send("HTTP/1.1 200 OK\r\n" + JSON + "Transfer-Encoding: chunked\r\n\r\n");
        chunk(wire, "{\"docs\":[");
        String text = "x".repeat(20_000);
        for (int number = 0; number < 2000; number++) {
            chunk(
                    wire,
                    (number == 0 ? "" : ",") + "{\"_id\":\"" + number
                            + "\",\"_rev\":\"1-a\",\"kind\":\"note\",\"v\":2,\"text\":\"" + number + text + "\"}");
        }
        chunk(wire, "],\"bookmark\":\"nil\"}");
        wire.send("0\r\n\r\n");
    }

    private void download(Wire wire) throws IOException {
        wire.send("HTTP/1.1 200 OK\r\nContent-Length: " + (16 * MB) + "\r\n\r\n");
        String piece = "x".repeat(MB);
        for (int sent = 0; sent < 16; sent++) {
            wire.send(piece);
        }
    }

    // ---- what attackers send

    private static String document(int length) {
        return "{\"kind\":\"note\",\"title\":\"" + "x".repeat(length) + "\"}";
    }

    private static String members() {
        StringBuilder members = new StringBuilder("{\"kind\":\"note\",\"v\":2");
        for (int number = 0; number < 600_000; number++) {
            members.append(",\"").append(Integer.toString(number, 36)).append("\":1");
        }
        return members.append('}').toString();
    }

    private static String request(String line, String headers, String body) {
        return line + " HTTP/1.1\r\nHost: h\r\nX-Client-Version: 1\r\n" + headers + "Content-Length: " + body.length()
                + "\r\n\r\n" + body;
    }

    private static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: h\r\nX-Client-Version: 1\r\n\r\n";
    }

    private static String packed(String start, String piece, int pieces, String end) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zipped = new GZIPOutputStream(bytes)) {
            zipped.write(start.getBytes(ISO_8859_1));
            for (int number = 0; number < pieces; number++) {
                zipped.write(piece.getBytes(ISO_8859_1));
            }
            zipped.write(end.getBytes(ISO_8859_1));
        }
        return bytes.toString(ISO_8859_1);
    }

    /** Long words that pack as badly as words do, so that the ratio is what is allowed. */
    private static String batch() throws IOException {
        StringBuilder words = new StringBuilder();
        for (int number = 0; number < 1000; number++) {
            words.append(Integer.toHexString(number * 0x9E3779B9));
        }
        return packed(
                "{\"new_edits\":true,\"docs\":[{}", ",{\"kind\":\"note\",\"title\":\"" + words + "\"}", 4000, "]}");
    }

    private static String message(Attack attack) throws IOException {
        String packed = JSON + "Content-Encoding: gzip\r\n";
        return switch (attack) {
            case PACKED_DOCUMENTS ->
                request("PUT /notes/a", packed, packed("{\"kind\":\"note\",\"title\":\"", "x".repeat(MB), 30, "\"}"));
            case PACKED_BATCHES -> request("POST /notes/_bulk_docs", packed, batch());
            case LONG_DOCUMENTS -> request("PUT /notes/a", JSON, document(7 * MB));
            case LONG_QUERIES ->
                request("POST /notes/_find", JSON, "{\"selector\":{\"a\":\"" + "x".repeat(8 * MB - 100) + "\"}}");
            case BATCHES_WITH_LARGE_BASES -> {
                StringBuilder docs = new StringBuilder();
                for (int number = 0; number < 250; number++) {
                    docs.append(number == 0 ? "" : ",")
                            .append("{\"_id\":\"")
                            .append(number)
                            .append("\",\"_rev\":\"1-a\",\"kind\":\"note\",\"title\":\"x\"}");
                }
                yield request("POST /notes/_bulk_docs", JSON, "{\"docs\":[" + docs + "]}");
            }
            case HEADS_OF_PARTS ->
                request(
                        "PUT /notes/a",
                        "Content-Type: multipart/related; boundary=b\r\n",
                        "--b\r\nContent-Type: application/json\r\n" + "X: 1\r\n".repeat(10_000) + "\r\n" + document(MB)
                                + ("\r\n--b\r\n" + "X: 1\r\n".repeat(10_000) + "\r\nx").repeat(50) + "\r\n--b--");
            case SORTED_QUERIES ->
                request(
                        "POST /notes/_find",
                        JSON,
                        "{\"selector\":{\"title\":{\"$gt\":null}},\"sort\":[\"title\"],\"limit\":2000}");
            case HALF_HEADS -> "GET /_up HTTP/1.1\r\nHost: h\r\nCookie: " + "x".repeat(60_000);
            case HALF_HEADS_OF_SMALL_HEADERS ->
                get("/_up") + "GET /_up HTTP/1.1\r\nHost: h\r\n" + "a:b\r\n".repeat(990);
            case PIPELINED_REQUESTS -> get("/download").repeat(5) + get("/_up").repeat(5000);
            case DOWNLOADS_NOT_TAKEN -> get("/download");
            case UPLOADS_NOT_TAKEN ->
                "PUT /upload HTTP/1.1\r\nHost: h\r\nContent-Length: 100000000\r\n\r\n" + "x".repeat(MB);
            case LARGE_DOCUMENTS_READ -> get("/notes/large");
            case DEEP_NESTING ->
                request(
                        "PUT /notes/a",
                        JSON,
                        "{\"kind\":\"note\",\"title\":" + "[".repeat(3 * MB) + "]".repeat(3 * MB) + "}");
            case MANY_MEMBERS -> request("PUT /notes/a", JSON, members());
            case MANY_MEMBERS_READ -> get("/notes/members");
            case MANY_ELEMENTS ->
                request("PUT /notes/a", JSON, "{\"kind\":\"note\",\"title\":[1" + ",1".repeat(3 * MB) + "]}");
            case SMALL_CHUNKS ->
                "PUT /notes/a HTTP/1.1\r\nHost: h\r\nX-Client-Version: 1\r\n" + JSON
                        + "Transfer-Encoding: chunked\r\n\r\n" + "1\r\n \r\n".repeat(200_000);
        };
    }

    // ---- the test

    /** The attacks of this run: all of them, or a few that come to the others' limits together. */
    private static List<Attack> attacks() {
        if (ASKED_FOR != null) {
            return ASKED_FOR.equals("whole") ? List.of(Attack.values()) : List.of(Attack.valueOf(ASKED_FOR));
        }
        return List.of(
                Attack.LONG_DOCUMENTS,
                Attack.BATCHES_WITH_LARGE_BASES,
                Attack.HALF_HEADS_OF_SMALL_HEADERS,
                Attack.DOWNLOADS_NOT_TAKEN,
                Attack.MANY_MEMBERS_READ);
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void attack_takesNoMoreMemoryThanThereIs_andTheProxyServesOn(Attack attack) throws Exception {
        byte[] message = message(attack).getBytes(ISO_8859_1);
        CountDownLatch sent = new CountDownLatch(attack.connections);
        List<Wire> wires = new ArrayList<>();
        for (int number = 0; number < attack.connections; number++) {
            Wire wire = opened.add(Wire.narrowTo(port));
            wires.add(wire);
            threads.execute(() -> send(wire, message, sent, attack));
        }
        // An attacker whom nobody reads from is not done with sending.
        sent.await(WHOLE ? 20 : 3, TimeUnit.SECONDS);

        assertThat(slipcover.isAlive()).as(log()).isTrue();
        assertThat(log()).doesNotContain("OutOf", "out of memory", "memory does not suffice");
        for (Wire wire : wires) {
            wire.reset();
        }
        String[] answer = {""};
        Patience.await(() -> "an ordinary request: " + answer[0], () -> {
            answer[0] = ordinary();
            return answer[0].startsWith("HTTP/1.1 200");
        });
        assertThat(log()).doesNotContain("OutOf", "out of memory", "failed unexpectedly");
    }

    private String ordinary() throws IOException {
        try (Wire wire = Wire.to(port)) {
            String body = "{\"kind\":\"note\",\"title\":\"x\"}";
            return wire.send(request("PUT /notes/ordinary", JSON, body)).answer();
        }
    }

    private void send(Wire wire, byte[] message, CountDownLatch sent, Attack attack) {
        try {
            wire.socket().getOutputStream().write(message);
            wire.socket().getOutputStream().flush();
            if (attack != Attack.DOWNLOADS_NOT_TAKEN && attack != Attack.PIPELINED_REQUESTS) {
                wire.socket().setSoTimeout(1000);
                wire.head();
            }
        } catch (SocketTimeoutException nothing) {
            // The proxy waits for more, as for the rest of a head.
        } catch (IOException broken) {
            // The proxy sheds.
        } finally {
            sent.countDown();
        }
    }
}
