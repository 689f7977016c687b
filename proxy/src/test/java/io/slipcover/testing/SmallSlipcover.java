package io.slipcover.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slipcover.cli.Slipcover;
import io.slipcover.testbed.Patience;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command as a process of its own, which has little memory. It serves two releases of notes. */
public final class SmallSlipcover implements AutoCloseable {
    private final Path folder;
    private final Process process;
    private final int port;

    /**
     * Starts a process, and waits until it listens.
     *
     * @param folder gets the configuration and the log
     * @param megabytes how large the heap may be
     * @param more further lines of the configuration
     */
    public SmallSlipcover(Path folder, int megabytes, int couchPort, String more) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder.resolve("lenses"));
        Files.writeString(folder.resolve("lenses/note.1-2.yaml"), """
                type: note
                from: 1
                to: 2
                lens:
                  - rename: { source: title, destination: text }
                  - add: { name: extra, default: 1 }
                """);
        Files.writeString(folder.resolve("slipcover.yaml"), """
                upstream: http://127.0.0.1:%d
                listen: 127.0.0.1:0
                event-loops: 2
                documents: { type: { field: kind }, version: { field: v, when-absent: 1 } }
                releases:
                  - { name: "1", clients: "1.x", types: { note: 1 } }
                  - { name: "2", clients: "2.x", types: { note: 2 } }
                lenses: lenses
                %s
                """.formatted(couchPort, more));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + megabytes + "m",
                "-Xms8m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1"));
        String transport = System.getProperty("slipcover.transport");
        if (transport != null) {
            command.add("-Dslipcover.transport=" + transport);
        }
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                Slipcover.class.getName(),
                "serve",
                "-c",
                folder.resolve("slipcover.yaml").toString()));
        process = new ProcessBuilder(command)
                .redirectError(folder.resolve("log").toFile())
                .start();
        BufferedReader output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        String line = output.readLine();
        if (line == null) {
            throw new IOException("it does not start: " + log());
        }
        port = Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
    }

    public int port() {
        return port;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** What the process has logged. */
    public String log() throws IOException {
        return Files.readString(folder.resolve("log"));
    }

    @Override
    public void close() {
        process.destroyForcibly();
        Patience.await(() -> "the end of the process", () -> !process.isAlive());
    }
}
