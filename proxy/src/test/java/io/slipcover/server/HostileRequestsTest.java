package io.slipcover.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What requests may cost an event loop whose cost is counted in no steps: in CPU time, which knows nothing of what else the machine does.
 * Requests with queries have a table of their own, {@code hostile.psv} of the transformers.
 */
@ExtendWith(LeakGuard.class)
@SuppressWarnings("StringConcatToTextBlock") // Lines end with CR and LF here.
final class HostileRequestsTest {
    /** What loading and compiling code takes that has not run before. */
    private static final long FIRST_TIME_MILLISECONDS = 2_000;

    private static final int HEADERS = 60_000;
    private static final String JSON = "Content-Type: application/json\r\n";

    @RegisterExtension
    private final Opened opened = new Opened();

    /**
     * A row of the table.
     *
     * @param status of the answer
     * @param mostMicrosecondsOfKilobyte what each kilobyte of the request may take: several times what it takes
     */
    private record Hostile(String name, String request, int status, long mostMicrosecondsOfKilobyte) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Hostile> requests() throws IOException {
        String tags = many(HEADERS / 20, turn -> "\"1-" + turn + "~00000000\",");
        String history = "\"_revisions\":{\"start\":9,\"ids\":[\"%d\",\"p%d\"]}";
        String revisions = many(
                2_000,
                turn -> (turn == 0 ? "" : ",") + "{\"_id\":\"a\",\"schema\":\"todo-item\",\"version\":1,"
                        + "\"title\":\"x\",\"isDone\":true," + history.formatted(turn, turn) + "}");
        return Stream.of(
                new Hostile("many tags", get("If-None-Match: " + tags + "\r\n"), 200, 5_000),
                new Hostile("many revisions", get("If-Match: " + tags + "\r\n"), 200, 5_000),
                new Hostile("many cookies", get("Cookie: " + "a=b; ".repeat(HEADERS / 5) + "\r\n"), 200, 5_000),
                new Hostile(
                        "many connection tokens", get("Connection: " + "a,".repeat(HEADERS / 2) + "\r\n"), 200, 5_000),
                new Hostile("many headers", get(many(HEADERS / 14, turn -> "A" + turn + ": b\r\n")), 200, 5_000),
                new Hostile(
                        "many parameters",
                        request("GET", "/todos/a?" + "rev=1-a~0&".repeat(HEADERS / 10), "", ""),
                        200,
                        5_000),
                new Hostile("many slashes", request("GET", "/todos/" + "a%2F".repeat(HEADERS / 4), "", ""), 200, 5_000),
                new Hostile("a long version", version("1" + ".1".repeat(HEADERS / 2)), 400, 5_000),
                new Hostile("a version of many digits", version("1".repeat(HEADERS)), 400, 5_000),
                new Hostile(
                        "dashes for a boundary",
                        request(
                                "PUT",
                                "/todos/a",
                                "Content-Type: multipart/related;boundary=" + "-".repeat(HEADERS) + "\r\n",
                                "-".repeat(1 << 20)),
                        400,
                        5_000),
                new Hostile(
                        "a form of many parts",
                        request(
                                "POST",
                                "/todos/a",
                                "Content-Type: multipart/form-data;boundary=b\r\n",
                                "--b\r\n" + "\r\n\r\n--b\r\n".repeat(50_000) + "\r\n\r\n--b--"),
                        200,
                        5_000),
                new Hostile(
                        "many revisions of one document",
                        request(
                                "POST",
                                "/todos/_bulk_docs",
                                JSON,
                                "{\"new_edits\":false,\"docs\":[" + revisions + "]}"),
                        200,
                        20_000),
                new Hostile(
                        "many empty documents",
                        request("POST", "/todos/_bulk_docs", JSON, "{\"docs\":[" + "{},".repeat(100_000) + "{}]}"),
                        200,
                        20_000),
                new Hostile(
                        "a member many times",
                        request("PUT", "/todos/a", JSON, "{" + "\"title\":1,".repeat(100_000) + "\"title\":2}"),
                        200,
                        5_000),
                new Hostile(
                        "many members",
                        request(
                                "PUT",
                                "/todos/a",
                                JSON,
                                "{" + many(100_000, turn -> "\"a" + turn + "\":1,")
                                        + "\"schema\":\"todo-item\",\"version\":1}"),
                        200,
                        5_000),
                new Hostile(
                        "a number with a huge exponent",
                        request("PUT", "/todos/a", JSON, "{\"schema\":\"todo-item\",\"version\":1e999999999}"),
                        403,
                        5_000),
                new Hostile(
                        "zeros, packed",
                        request("PUT", "/todos/a", JSON + "Content-Encoding: gzip\r\n", zeros()),
                        200,
                        60_000));
    }

    private static String many(int times, IntFunction<String> made) {
        return IntStream.range(0, times).mapToObj(made).collect(Collectors.joining());
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
                String answer = request.contains("/_bulk_get") ? leaves() : "{}";
                wire.send("HTTP/1.1 200 OK\r\nContent-Length: " + answer.length() + "\r\n\r\n" + answer);
            }
        }));
        Wire client = opened.client(new TestSite().on(couch.port()));
        long before = cpuOfEventLoops();
        String answer = client.send(hostile.request()).answer();
        long microseconds = (cpuOfEventLoops() - before) / 1_000;
        long kilobytes = 1L + hostile.request().length() / 1024;
        System.err.printf(
                "hostile: %s: %s, %d kB, %d µs a kB%n",
                hostile.name(), answer.substring(0, 12), kilobytes, microseconds / kilobytes);
        assertThat(answer).startsWith("HTTP/1.1 " + hostile.status() + " ");
        assertThat(microseconds)
                .isLessThan(1_000 * FIRST_TIME_MILLISECONDS + kilobytes * hostile.mostMicrosecondsOfKilobyte());
    }

    /** CouchDB has none of the revisions. */
    private static String leaves() {
        return "{\"results\":[{\"id\":\"a\",\"docs\":["
                + many(2_000, turn -> "{\"error\":{\"id\":\"a\",\"rev\":\"8-p" + turn + "\",\"error\":\"not_found\"}},")
                + "{\"error\":{\"id\":\"a\",\"rev\":\"undefined\",\"error\":\"not_found\"}}]}]}";
    }

    private static long cpuOfEventLoops() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long cpu = 0;
        for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (thread != null && thread.getThreadName().startsWith("slipcover")) {
                cpu += Math.max(0, threads.getThreadCpuTime(thread.getThreadId()));
            }
        }
        assertThat(cpu).as("the time of event loops").isPositive();
        return cpu;
    }
}
