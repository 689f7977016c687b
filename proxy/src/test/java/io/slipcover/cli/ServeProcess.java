package io.slipcover.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.testbed.Patience;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code slipcover serve} as a process of its own, which listens and has told on which port. */
final class ServeProcess implements AutoCloseable {
    private final Process process;
    private final Path log;
    private final int port;
    private final BufferedReader output;

    /** @param port 0: any */
    ServeProcess(Path configuration, int port, Path log) throws IOException, InterruptedException {
        this.log = log;
        List<String> command = new ArrayList<>(DefaultSignals.launcher());
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Slipcover.class.getName(),
                "serve",
                "-c",
                configuration.toString(),
                "--listen",
                "127.0.0.1:" + port));
        this.process = new ProcessBuilder(command).redirectError(log.toFile()).start();
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        String line = output.readLine();
        assertThat(line).as("with the log %s", log()).matches("slipcover listening on https?://127\\.0\\.0\\.1:\\d+");
        this.port = port(line);
    }

    private static int port(String line) {
        return Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
    }

    int port() {
        return port;
    }

    /** The port for operators. Told once, behind the clients' port. */
    int readAdminPort() throws IOException {
        String line = output.readLine();
        assertThat(line).as("with the log %s", log()).matches("slipcover admin on https?://127\\.0\\.0\\.1:\\d+");
        return port(line);
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    void awaitLog(String text) {
        Patience.await(() -> text + " in the log " + log(), () -> log().contains(text));
    }

    /** Ends it by SIGTERM, and waits until it has ended. */
    void end() {
        process.destroy();
        Patience.await(() -> "the end", () -> !process.isAlive());
        assertThat(process.exitValue()).isZero();
    }

    /** Kills it, and waits until it is dead. */
    void kill() {
        process.destroyForcibly();
        Patience.await(() -> "its death", () -> !process.isAlive());
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
