package io.slipcover.soak;

import io.slipcover.cli.Slipcover;
import io.slipcover.testbed.ServerProcess;
import io.slipcover.testbed.TemporaryFolder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Slipcover as a process of its own, with little memory. The process's own files tell what it holds. */
final class SlipcoverProcess implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile("listening on http://127\\.0\\.0\\.1:(\\d+)");
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

    private final ServerProcess process;
    private final Path folder;
    private final int port;

    private SlipcoverProcess(ServerProcess process, Path folder) {
        this.process = process;
        this.folder = folder;
        this.port = Integer.parseInt(process.awaitOutput(LISTENING));
    }

    /**
     * Starts Slipcover.
     *
     * @param heap the size of the heap as {@code -Xmx} takes it
     * @param configuration the text of {@code slipcover.yaml}
     * @param lenses the lens files
     */
    static SlipcoverProcess start(String heap, URI couch, String configuration, List<Path> lenses) throws IOException {
        Path folder = TemporaryFolder.create("slipcover-soak-");
        Path file = folder.resolve("slipcover.yaml");
        Files.writeString(file, configuration);
        Files.createDirectory(folder.resolve("lenses"));
        for (Path lens : lenses) {
            Files.copy(lens, folder.resolve("lenses").resolve(lens.getFileName()));
        }
        ProcessBuilder command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                // As the program's launcher does where the heap is small.
                "-XX:+UseSerialGC",
                "-Xms8m",
                "-cp",
                System.getProperty("java.class.path"),
                Slipcover.class.getName(),
                "serve",
                "-c",
                file.toString(),
                "--listen",
                "127.0.0.1:0",
                "--upstream",
                couch.toString());
        command.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
        command.environment().put("MALLOC_ARENA_MAX", "1");
        return new SlipcoverProcess(ServerProcess.start("Slipcover", command, folder), folder);
    }

    int port() {
        return port;
    }

    boolean isAlive() {
        return process.handle().isAlive();
    }

    /** The memory that the process has in RAM, in kB. */
    long residentKilobytes() throws IOException {
        Matcher matcher = RESIDENT.matcher(Files.readString(ofProcess("status")));
        if (!matcher.find()) {
            throw new IOException("the process tells no VmRSS");
        }
        return Long.parseLong(matcher.group(1));
    }

    /** How many files and sockets the process has open. */
    long descriptors() throws IOException {
        try (Stream<Path> open = Files.list(ofProcess("fd"))) {
            return open.count();
        }
    }

    private Path ofProcess(String name) {
        return Path.of("/proc", Long.toString(process.handle().pid()), name);
    }

    /** What the process has written to its log. */
    List<String> log() throws IOException {
        return Files.readAllLines(folder.resolve("output.log"));
    }

    @Override
    public void close() {
        process.close();
    }
}
