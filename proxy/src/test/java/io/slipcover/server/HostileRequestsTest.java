package io.slipcover.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.AsciiString;
import io.netty.util.ResourceLeakDetector;
import io.slipcover.testing.FakeUpstream;
import io.slipcover.testing.LeakGuard;
import io.slipcover.testing.Opened;
import io.slipcover.testing.TestSite;
import io.slipcover.testing.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What requests may cost an event loop whose cost is counted in no steps: in CPU time, which knows nothing of what else the machine does.
 * Requests with queries have a table of their own, {@code hostile.psv} of the transformers.
 */
@SuppressWarnings("StringConcatToTextBlock") // Lines end with CR and LF here.
@ExtendWith(LeakGuard.class)
final class HostileRequestsTest {
    /** How often a request is measured: code is loaded and compiled in the first turns, and the cheapest turn counts. */
    private static final int TURNS = 5;

    private static final int HEADERS = 60_000;
    private static final int REVISIONS = 8_000;
    private static final Pattern ASKED = Pattern.compile("\"rev\":\"(8-p[0-9]+)\"");
    private static final String JSON = "Content-Type: application/json\r\n";

    @RegisterExtension
    private final Opened opened = new Opened();

    /**
     * A row of the table.
     *
     * @param status of the answer
     * @param mostMilliseconds what the request may take: several times what it takes
     */
    private record Hostile(String name, String request, int status, long mostMilliseconds) {
        @Override
        public String toString() {
            return name;
        }
    }

    @AfterEach
    void withDetectionOfLeaks() {
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
    }

    static Stream<Hostile> requests() throws IOException {
        String tags = many(HEADERS / 20, turn -> "\"1-" + turn + "~00000000\",");
        String history = "\"_revisions\":{\"start\":9,\"ids\":[\"%d\",\"p%d\"]}";
        String revisions = many(
                REVISIONS,
                turn -> (turn == 0 ? "" : ",") + "{\"_id\":\"a\",\"schema\":\"todo-item\",\"version\":1,"
                        + "\"title\":\"x\",\"isDone\":true," + history.formatted(turn, turn) + "}");
        return Stream.of(
                new Hostile("many tags", get("If-None-Match: " + tags + "\r\n"), 200, 25),
                new Hostile("many revisions", get("If-Match: " + tags + "\r\n"), 200, 25),
                new Hostile("many cookies", get("Cookie: " + "a=b; ".repeat(HEADERS / 5) + "\r\n"), 200, 25),
                new Hostile("many connection tokens", get("Connection: " + "a,".repeat(HEADERS / 2) + "\r\n"), 200, 25),
                new Hostile("many headers", get(many(HEADERS / 14, turn -> "A" + turn + ": b\r\n")), 400, 25),
                new Hostile(
                        "many headers in one bucket",
                        get(inOneBucket("A", 490)
                                + inOneBucket("X-Forwarded-", 490)
                                + "Connection: " + inOneBucket("", 7_000).replace(": b\r\n", ",") + "\r\n"),
                        200,
                        25),
                new Hostile(
                        "many parameters",
                        request("GET", "/todos/a?" + "rev=1-a~0&".repeat(HEADERS / 10), "", ""),
                        200,
                        50),
                new Hostile("many slashes", request("GET", "/todos/" + "a%2F".repeat(HEADERS / 4), "", ""), 200, 25),
                new Hostile("a long version", version("1" + ".1".repeat(HEADERS / 2)), 400, 25),
                new Hostile("a version of many digits", version("1".repeat(HEADERS)), 400, 25),
                new Hostile(
                        "dashes for a boundary",
                        request(
                                "PUT",
                                "/todos/a",
                                "Content-Type: multipart/related;boundary=" + "-".repeat(HEADERS) + "\r\n",
                                "-".repeat(1 << 20)),
                        400,
                        25),
                new Hostile(
                        "a form of many parts",
                        request(
                                "POST",
                                "/todos/a",
                                "Content-Type: multipart/form-data;boundary=b\r\n",
                                "--b\r\n" + "\r\n\r\n--b\r\n".repeat(50_000) + "\r\n\r\n--b--"),
                        200,
                        150),
                new Hostile(
                        "many revisions of one document",
                        request(
                                "POST",
                                "/todos/_bulk_docs",
                                JSON,
                                "{\"new_edits\":false,\"docs\":[" + revisions + "]}"),
                        200,
                        400),
                new Hostile(
                        "many empty documents",
                        request("POST", "/todos/_bulk_docs", JSON, "{\"docs\":[" + "{},".repeat(100_000) + "{}]}"),
                        200,
                        250),
                new Hostile(
                        "a member many times",
                        request("PUT", "/todos/a", JSON, "{" + "\"title\":1,".repeat(100_000) + "\"title\":2}"),
                        200,
                        50),
                new Hostile(
                        "many members",
                        request(
                                "PUT",
                                "/todos/a",
                                JSON,
                                "{" + many(100_000, turn -> "\"a" + turn + "\":1,")
                                        + "\"schema\":\"todo-item\",\"version\":1}"),
                        200,
                        100),
                new Hostile(
                        "a number with a huge exponent",
                        request("PUT", "/todos/a", JSON, "{\"schema\":\"todo-item\",\"version\":1e999999999}"),
                        403,
                        25),
                new Hostile(
                        "zeros, packed",
                        request("PUT", "/todos/a", JSON + "Content-Encoding: gzip\r\n", zeros()),
                        413,
                        400));
    }

    private static String many(int times, IntFunction<String> made) {
        return IntStream.range(0, times).mapToObj(made).collect(Collectors.joining());
    }

    /** Headers with different names that Netty keeps in one list, so that it looks at all of them to find one. */
    private static String inOneBucket(String start, int headers) {
        return IntStream.iterate(0, turn -> turn + 1)
                .mapToObj(turn -> start + Integer.toString(turn, 36))
                .filter(name -> AsciiString.hashCode(name) % 16 == 0)
                .limit(headers)
                .map(name -> name + ": b\r\n")
                .collect(Collectors.joining());
    }

    private static String get(String headers) {
        return request("GET", "/todos/a", headers, "");
    }

    private static String version(String version) {
        return "GET /todos/a HTTP/1.1\r\nHost: h\r\nX-Client-Version: " + version + "\r\n\r\n";
    }

    private static String request(String method, String path, String headers, String body) {
        return method + " " + path + " HTTP/1.1\r\nHost: h\r\nX-Client-Version: 1\r\n" + headers + "Content-Length: "
                + body.length() + "\r\n\r\n" + body;
    }

    private static String zeros() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zipped = new GZIPOutputStream(bytes)) {
            zipped.write(new byte[32 << 20]);
        }
        return bytes.toString(ISO_8859_1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void hostileRequest_costsWhatItMay(Hostile hostile) throws Exception {
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            for (String request = wire.request(); request != null; request = wire.request()) {
                String answer = request.contains("/_bulk_get") ? missing(request) : "{}";
                wire.send("HTTP/1.1 200 OK\r\nContent-Length: " + answer.length() + "\r\n\r\n" + answer);
            }
        }));
        ProxyServer proxy = opened.proxy(new TestSite().on(couch.port()));
        ask(proxy, hostile);
        // The detection of leaks takes a stack trace with each header that is written: ten times what the header costs.
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
        long least = Long.MAX_VALUE;
        for (int turn = 0; turn < TURNS; turn++) {
            least = Math.min(least, ask(proxy, hostile));
        }
        System.err.printf(
                "hostile: %s: %d kB, %d µs%n",
                hostile.name(), 1L + hostile.request().length() / 1024, least);
        assertThat(least).as("microseconds").isLessThan(1_000 * hostile.mostMilliseconds());
    }

    /** Asks on a connection of its own, and tells the microseconds that event loops took. */
    private static long ask(ProxyServer proxy, Hostile hostile) throws IOException {
        try (Wire client = Wire.to(proxy.address().getPort())) {
            Map<Long, Long> before = cpuOfEventLoops();
            String answer = client.send(hostile.request()).answer();
            long microseconds = microsecondsSince(before);
            assertThat(answer).startsWith("HTTP/1.1 " + hostile.status() + " ");
            return microseconds;
        }
    }

    /** The answer of a server that has none of the revisions that it is asked for. */
    private static String missing(String question) {
        String row = "{\"error\":{\"id\":\"a\",\"rev\":\"%s\",\"error\":\"not_found\"}}";
        String rows = Stream.concat(
                        ASKED.matcher(question).results().map(asked -> asked.group(1)), Stream.of("undefined"))
                .map(row::formatted)
                .collect(Collectors.joining(","));
        return "{\"results\":[{\"id\":\"a\",\"docs\":[" + rows + "]}]}";
    }

    /** By event loop: loops of an earlier test may end at any time. */
    private static Map<Long, Long> cpuOfEventLoops() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        Map<Long, Long> cpu = new HashMap<>();
        for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (thread != null && thread.getThreadName().startsWith("slipcover")) {
                cpu.put(thread.getThreadId(), Math.max(0, threads.getThreadCpuTime(thread.getThreadId())));
            }
        }
        return cpu;
    }

    private static long microsecondsSince(Map<Long, Long> before) {
        long nanoseconds = 0;
        for (Map.Entry<Long, Long> after : cpuOfEventLoops().entrySet()) {
            nanoseconds += after.getValue() - before.getOrDefault(after.getKey(), 0L);
        }
        assertThat(nanoseconds).as("the time of event loops").isPositive();
        return nanoseconds / 1_000;
    }
}
