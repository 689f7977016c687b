package io.slipcover.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.testbed.Patience;
import io.slipcover.testing.Certificates;
import io.slipcover.testing.FakeUpstream;
import io.slipcover.testing.FrameWire;
import io.slipcover.testing.Opened;
import io.slipcover.testing.SmallSlipcover;
import io.slipcover.testing.Wire;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Large requests of ordinary clients to a proxy with little memory, a process of its own: what is served, and what is refused. */
@SuppressWarnings("StringConcatToTextBlock") // Lines end with CR and LF here.
final class LittleMemoryTest {
    private static final Pattern ASKED = Pattern.compile("\\{\"id\":\"([^\"]*)\"(?:,\"rev\":\"([^\"]*)\")?}");
    private static final String JSON = "Content-Type: application/json\r\n";
    private static final int MB = 1 << 20;

    /** How much of a body every stream sends: less than its window. */
    private static final int OF_STREAM = 100_000;

    /** What all streams of a connection may send before the proxy has read any of it. */
    private static final int WINDOW = 65_535;

    private static final int STREAMS = 120;
    private static final int CONNECTIONS = 6;

    @RegisterExtension
    private final Opened opened = new Opened();

    @TempDir
    private Path folder;

    private FakeUpstream couch() throws IOException {
        return opened.add(new FakeUpstream((number, wire) -> {
            for (String head = wire.head(); !head.isEmpty(); head = wire.head()) {
                String body = wire.body(head);
                if (head.contains("/_bulk_get")) {
                    bases(wire, body);
                } else {
                    String status = head.startsWith("GET ") ? "200 OK" : "201 Created";
                    wire.send("HTTP/1.1 " + status + "\r\n" + JSON + "Content-Length: 11\r\n\r\n{\"ok\":true}");
                }
            }
        }));
    }

    private static void bases(Wire wire, String question) throws IOException {
        String text = "x".repeat(MB);
        Matcher asked = ASKED.matcher(question);
        wire.send("HTTP/1.1 200 OK\r\n" + JSON + "Transfer-Encoding: chunked\r\n\r\n");
        String before = "{\"results\":[";
        while (asked.find()) {
            chunk(
                    wire,
                    before + "{\"id\":\"" + asked.group(1) + "\",\"docs\":[{\"ok\":{\"_id\":\"" + asked.group(1)
                            + "\",\"_rev\":\"" + asked.group(2) + "\",\"kind\":\"note\",\"v\":2,\"text\":\"" + text
                            + "\"}}]}");
            before = ",";
        }
        chunk(wire, "]}");
        wire.send("0\r\n\r\n");
    }

    private static void chunk(Wire wire, String text) throws IOException {
        wire.send(Integer.toHexString(text.length()) + "\r\n" + text + "\r\n");
    }

    private static String request(String line, String body) {
        return line + " HTTP/1.1\r\nHost: h\r\nX-Client-Version: 1\r\n" + JSON + "Content-Length: " + body.length()
                + "\r\n\r\n" + body;
    }

    /** A client that hears what it is answered while it sends. */
    private String answer(SmallSlipcover slipcover, String request) throws Exception {
        Wire client = opened.add(Wire.to(slipcover.port()));
        Thread sending = new Thread(() -> {
            try {
                client.send(request);
            } catch (IOException refused) {
                // The proxy reads no more of it.
            }
        });
        sending.start();
        String answer = client.answer();
        sending.join();
        return answer;
    }

    private static void assertNothingFailed(SmallSlipcover slipcover) throws IOException {
        assertThat(slipcover.isAlive()).isTrue();
        assertThat(slipcover.log()).doesNotContain("OutOf", "out of memory", "memory does not suffice", "unexpectedly");
    }

    @ParameterizedTest
    @CsvSource({"64, 413", "256, 201"})
    void inlineAttachmentOf20Megabytes_isServedWhereThereIsRoom_andElseRefused(int megabytes, String status)
            throws Exception {
        SmallSlipcover slipcover = opened.add(
                new SmallSlipcover(folder, megabytes, couch().port(), "limits: { document: 64MB, held: 64MB }"));
        String document =
                "{\"_id\":\"a\",\"kind\":\"note\",\"title\":\"x\",\"_attachments\":{\"a\":{\"content_type\":\"a/b\","
                        + "\"data\":\"" + "QUFB".repeat(20 * MB / 3) + "\"}}}";

        assertThat(answer(slipcover, request("PUT /notes/a", document))).startsWith("HTTP/1.1 " + status);
        assertThat(answer(slipcover, request("POST /notes/_bulk_docs", "{\"docs\":[" + document + "]}")))
                .startsWith("HTTP/1.1 " + status);
        assertThat(answer(slipcover, request("PUT /notes/a", "{\"kind\":\"note\",\"title\":\"x\"}")))
                .startsWith("HTTP/1.1 201");
        assertNothingFailed(slipcover);
    }

    @Test
    void documentBeyondTheLimitOfCouchDb_isTooLarge() throws Exception {
        SmallSlipcover slipcover = opened.add(new SmallSlipcover(folder, 64, couch().port(), ""));
        String document = "{\"_id\":\"a\",\"kind\":\"note\",\"title\":\"" + "x".repeat(8_100_000) + "\"}";

        assertThat(answer(slipcover, request("PUT /notes/a", document))).startsWith("HTTP/1.1 413");
        assertThat(answer(slipcover, request("POST /notes/_bulk_docs", "{\"docs\":[" + document + "]}")))
                .startsWith("HTTP/1.1 413");
        assertNothingFailed(slipcover);
    }

    /** Four times as many bytes of bases as there is memory. */
    @Test
    void batchWith250LargeBases_isServed() throws Exception {
        SmallSlipcover slipcover = opened.add(new SmallSlipcover(folder, 64, couch().port(), ""));
        String docs = IntStream.range(0, 250)
                .mapToObj(number -> "{\"_id\":\"" + number + "\",\"_rev\":\"1-a\",\"kind\":\"note\",\"title\":\"x\"}")
                .collect(Collectors.joining(","));

        assertThat(answer(slipcover, request("POST /notes/_bulk_docs", "{\"docs\":[" + docs + "]}")))
                .startsWith("HTTP/1.1 201");
        assertNothingFailed(slipcover);
    }

    /** Streams that hold half documents: more than there is memory for. */
    @Test
    void manyStreamsThatHoldDocuments_areShed_andTheNextIsServed() throws Exception {
        SmallSlipcover slipcover = opened.add(new SmallSlipcover(
                folder, 64, couch().port(), Certificates.tls().stripTrailing()));
        List<FrameWire> clients = new ArrayList<>();
        List<Thread> sending = new ArrayList<>();
        AtomicLong shed = new AtomicLong();
        for (int number = 0; number < CONNECTIONS; number++) {
            FrameWire client = opened.add(FrameWire.to(slipcover.port()));
            clients.add(client);
            AtomicLong window = new AtomicLong(WINDOW);
            start(() -> hear(client, window, shed));
            sending.add(start(() -> hold(client, window)));
        }
        for (Thread each : sending) {
            each.join();
        }
        assertNothingFailed(slipcover);
        // No request is whole, so that each answer is a refusal.
        assertThat(shed).hasPositiveValue();
        for (FrameWire client : clients) {
            client.close();
        }

        String[] answer = {""};
        Patience.await(() -> "an ordinary request: " + answer[0], () -> {
            try (Wire client = Certificates.wire(slipcover.port())) {
                answer[0] = client.send(request("PUT /notes/a", "{\"kind\":\"note\",\"title\":\"x\"}"))
                        .answer();
                return answer[0].startsWith("HTTP/1.1 201");
            }
        });
        assertNothingFailed(slipcover);
    }

    private interface Work {
        void run() throws IOException;
    }

    private static Thread start(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException ended) {
                // The proxy sheds.
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void hear(FrameWire client, AtomicLong window, AtomicLong shed) throws IOException {
        for (FrameWire.Frame frame = client.next(); frame != null; frame = client.next()) {
            if (frame.type() == FrameWire.WINDOW_UPDATE && frame.stream() == 0) {
                window.addAndGet(frame.error());
            } else if (frame.type() == FrameWire.HEADERS) {
                shed.incrementAndGet();
            }
        }
        window.set(Long.MAX_VALUE / 2); // Nobody need wait any more.
    }

    private static void hold(FrameWire client, AtomicLong window) throws IOException {
        String piece = "x".repeat(10_000);
        for (int number = 0; number < STREAMS; number++) {
            int stream = 2 * number + 1;
            client.send(
                    FrameWire.HEADERS,
                    FrameWire.END_HEADERS,
                    stream,
                    FrameWire.request("PUT", "/notes/a", "content-type", "application/json"));
            for (int sent = 0; sent < OF_STREAM; sent += piece.length()) {
                Patience.await(() -> "room to send: " + window, () -> window.get() >= piece.length());
                window.addAndGet(-piece.length());
                client.send(FrameWire.DATA, 0, stream, sent == 0 ? "{\"kind\":\"" + piece.substring(9) : piece);
            }
        }
    }
}
