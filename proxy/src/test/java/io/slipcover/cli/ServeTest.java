package io.slipcover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.testbed.Patience;
import io.slipcover.testing.FakeUpstream;
import io.slipcover.testing.Wire;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a process of its own, with signals. */
final class ServeTest {
    private static final String CONFIGURATION = """
            client-version: { when-absent: "1.0" }
            documents: { type: { field: schema }, version: { field: version, when-absent: 1 } }
            releases:
              - { name: "1", clients: "1.x", types: { todo: 1 } }
            lenses: lenses
            """;

    private static final String BY_SIGNAL = CONFIGURATION + "reload: signal\n";

    @TempDir
    Path folder;

    /** The command with a configuration, in a JVM with these options, started by this launcher. */
    private ProcessBuilder serve(List<String> launcher, List<String> options, String configuration, String... arguments)
            throws IOException {
        Files.createDirectories(folder.resolve("lenses"));
        Files.writeString(folder.resolve("slipcover.yaml"), configuration);
        List<String> command = new ArrayList<>(launcher);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Slipcover.class.getName(),
                "serve",
                "-c",
                folder.resolve("slipcover.yaml").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder process = new ProcessBuilder(command);
        // A JVM that finds options there says so, in a line that a test would take for one of the program's.
        process.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
        return process;
    }

    /** The command as it serves documents of this server, started by this launcher. */
    private Process serving(FakeUpstream couch, List<String> launcher) throws IOException {
        return serve(
                        launcher,
                        List.of(),
                        BY_SIGNAL,
                        "--listen",
                        "127.0.0.1:0",
                        "--upstream",
                        "http://127.0.0.1:" + couch.port(),
                        "--admin",
                        "127.0.0.1:0")
                .redirectError(folder.resolve("log").toFile())
                .start();
    }

    /** What a process that ends with status 2 says, wherever it does. */
    private static String refusal(ProcessBuilder command) throws Exception {
        Process process = command.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isEqualTo(2);
        return output;
    }

    private static int port(BufferedReader output) throws IOException {
        String line = output.readLine();
        assertThat(line).matches(".* on http://127\\.0\\.0\\.1:\\d+");
        return Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
    }

    private void signal(Process process, String name) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    @Test
    void serve_reloadsOnHup_andEndsOnTerm() throws Exception {
        FakeUpstream couch = FakeUpstream.answering("HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n{\"_id\":\"a\"}");
        Process process = serving(couch, DefaultSignals.launcher());
        try (couch;
                BufferedReader output =
                        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
                Wire client = Wire.to(port(output))) {
            try (Wire admin = Wire.to(port(output))) {
                assertThat(admin.send("GET /health HTTP/1.1\r\nHost: h\r\n\r\n").answer())
                        .startsWith("HTTP/1.1 200");
                assertThat(admin.send("GET /playground HTTP/1.1\r\nHost: h\r\n\r\n")
                                .answer())
                        .startsWith("HTTP/1.1 200")
                        .contains("<title>Slipcover: playground</title>");
            }
            assertThat(log()).doesNotContain("SIGHUP is ignored");
            String request = "GET /todos/a HTTP/1.1\r\nHost: h\r\n\r\n";
            assertThat(client.send(request).answer()).startsWith("HTTP/1.1 200");

            Files.writeString(folder.resolve("slipcover.yaml"), "nonsense");
            signal(process, "HUP");
            awaitLog("configuration has mistakes");
            assertThat(client.send(request).answer()).startsWith("HTTP/1.1 200");

            Files.writeString(
                    folder.resolve("slipcover.yaml"),
                    CONFIGURATION.replace("1.x", "2.x").replace("1.0", "2.0") + "event-loops: 3\n");
            signal(process, "HUP");
            awaitLog("configuration read again");
            awaitLog("a changed setting takes a restart");
            assertThat(log()).contains("event-loops").doesNotContain("\"listen");
            assertThat(client.send(request.replace("\r\n\r\n", "\r\nX-Client-Version: 1\r\n\r\n"))
                            .answer())
                    .startsWith("HTTP/1.1 400");

            end(process);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void serve_underNohup_saysThatItIgnoresHup_andEndsOnTerm() throws Exception {
        FakeUpstream couch = FakeUpstream.answering("HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n{\"_id\":\"a\"}");
        Process process = serving(couch, List.of("nohup"));
        try (couch;
                BufferedReader output =
                        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
                Wire client = Wire.to(port(output))) {
            Files.writeString(folder.resolve("slipcover.yaml"), "nonsense");
            signal(process, "HUP");
            assertThat(client.send("GET /todos/a HTTP/1.1\r\nHost: h\r\n\r\n").answer())
                    .startsWith("HTTP/1.1 200");
            end(process);
            assertThat(log().lines().filter(line -> line.contains("SIGHUP is ignored")))
                    .hasSize(1);
            assertThat(log()).doesNotContain("configuration has mistakes");
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void serve_adminThatStrangersReach_isStatus2_inTheFileAndAsFlag() throws Exception {
        assertThat(refusal(serve(List.of(), List.of(), CONFIGURATION + "admin: 0.0.0.0:0\n")))
                .startsWith("slipcover.yaml:6:8: admin: expected a loopback address");
        assertThat(refusal(serve(List.of(), List.of(), CONFIGURATION, "--admin", "0.0.0.0:0")))
                .startsWith("slipcover serve: --admin: expected a loopback address")
                .hasLineCount(1);
    }

    /** What a client is told while the proxy is about to end, and what a second signal does. */
    @Test
    void serve_onTerm_sendsClientsElsewhere_andEndsAtOnceOnTheSecond() throws Exception {
        FakeUpstream couch = new FakeUpstream((number, wire) -> {
            String request = wire.request();
            if (request.startsWith("GET /_up")) {
                wire.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
            }
            wire.request(); // And no answer to the request of the client that is cut off.
        });
        Process process = serve(
                        List.of(),
                        List.of(),
                        CONFIGURATION + "drain: { notice: 1h, deadline: 1h }\n",
                        "--listen",
                        "127.0.0.1:0",
                        "--upstream",
                        "http://127.0.0.1:" + couch.port(),
                        "--admin",
                        "127.0.0.1:0")
                .redirectError(folder.resolve("log").toFile())
                .start();
        String up = "GET /_up HTTP/1.1\r\nHost: h\r\n\r\n";
        try (couch;
                BufferedReader output =
                        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            int port = port(output);
            int admin = port(output);
            assertThat(answer(port, up)).startsWith("HTTP/1.1 200").doesNotContainIgnoringCase("connection: close");
            assertThat(answer(admin, up)).startsWith("HTTP/1.1 200");

            signal(process, "TERM");
            awaitLog("draining");
            assertThat(answer(admin, up)).startsWith("HTTP/1.1 503").contains("draining");
            assertThat(answer(admin, up.replace("_up", "health"))).startsWith("HTTP/1.1 200");
            assertThat(answer(port, up)).startsWith("HTTP/1.1 503").containsIgnoringCase("connection: close");
            try (Wire waiting = Wire.to(port)) {
                waiting.send("GET /todos/a HTTP/1.1\r\nHost: h\r\n\r\n");
                end(process);
            }
        } finally {
            process.destroyForcibly();
        }
    }

    private static String answer(int port, String question) throws IOException {
        try (Wire wire = Wire.to(port)) {
            return wire.send(question).answer();
        }
    }

    private void end(Process process) throws Exception {
        signal(process, "TERM");
        Patience.await(() -> "the end", () -> !process.isAlive());
        assertThat(process.exitValue()).isZero();
    }

    @Test
    void serve_configurationWithMistakes_isStatus2() throws Exception {
        assertThat(refusal(serve(List.of(), List.of(), "nonsense: 1"))).contains("slipcover.yaml:1:");
    }

    @Test
    void serve_transportThatIsNone_isStatus2_andALine() throws Exception {
        assertThat(refusal(serve(
                        List.of(),
                        List.of("--enable-native-access=ALL-UNNAMED", "-Dslipcover.transport=kqueue"),
                        CONFIGURATION,
                        "--listen",
                        "127.0.0.1:0",
                        "--upstream",
                        "http://127.0.0.1:1")))
                .startsWith("slipcover.transport is 'kqueue', expected one of: ")
                .hasLineCount(1);
    }

    private void awaitLog(String text) {
        Patience.await(() -> text + " in the log", () -> log().contains(text));
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("log"));
    }
}
