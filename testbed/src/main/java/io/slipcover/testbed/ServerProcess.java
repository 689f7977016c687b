package io.slipcover.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A server that runs as a process of its own, with a folder. When the server goes, the folder goes. The server ends
 * with the JVM at the latest.
 */
public final class ServerProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long MILLIS_BETWEEN_ATTEMPTS = 20;

    private final String name;
    private final Process process;
    private final Path folder;
    private final Path output;
    private final Thread atExit;

    private ServerProcess(String name, Process process, Path folder, Path output) {
        this.name = name;
        this.process = process;
        this.folder = folder;
        this.output = output;
        this.atExit = new Thread(this::end, name + " ends");
    }

    /** Starts a command. The command's output goes to a file in the folder. */
    public static ServerProcess start(String name, ProcessBuilder command, Path folder) {
        Path output = folder.resolve("output.log");
        try {
            Process process = command.redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            ServerProcess server = new ServerProcess(name, process, folder, output);
            Runtime.getRuntime().addShutdownHook(server.atExit);
            return server;
        } catch (IOException failed) {
            TemporaryFolder.remove(folder);
            throw new UncheckedIOException(name + " does not start: " + failed.getMessage(), failed);
        }
    }

    /** Waits until a line of the server's output matches, and gives the first group of the match. */
    public String awaitOutput(Pattern pattern) {
        return await("output that matches " + pattern, () -> {
            Matcher matcher = pattern.matcher(readOutput());
            return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
        });
    }

    /** Waits until an attempt has an answer, as long as the process runs. */
    public <T> T await(String what, Attempt<T> attempt) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline && process.isAlive()) {
            Optional<T> found = attempt.make();
            if (found.isPresent()) {
                return found.get();
            }
            pause();
        }
        String state = process.isAlive() ? "runs" : "has ended with status " + process.exitValue();
        String said = readOutput();
        close();
        throw new IllegalStateException(name + " " + state + ", without " + what + "; it said:\n" + said);
    }

    /** The process itself, for callers who want to know more of it. */
    public ProcessHandle handle() {
        return process.toHandle();
    }

    /** Ends the process and removes its folder. */
    @Override
    public void close() {
        forgetExit();
        end();
    }

    private void forgetExit() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException jvmIsEnding) {
            // The hook runs, or will: it ends the process, too.
        }
    }

    /** Kills the process and leaves its folder, with which a next process can be started. */
    public void kill() {
        forgetExit();
        killAll();
    }

    // What it holds is thrown away, so nothing is gained by an orderly end, which takes CouchDB two seconds.
    private void end() {
        killAll();
        TemporaryFolder.remove(folder);
    }

    private void killAll() {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(ServerProcess::awaitEnd);
    }

    private static void awaitEnd(ProcessHandle ending) {
        try {
            ending.onExit().get(10, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException stillThere) {
            // It was told to end. At worst, its folder stays.
        }
    }

    /** Waits for the time between two attempts, or until the process ends, which no further attempt survives. */
    private void pause() {
        try {
            process.waitFor(MILLIS_BETWEEN_ATTEMPTS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a server starts", interrupted);
        }
    }

    private String readOutput() {
        try {
            return Files.readString(output, StandardCharsets.ISO_8859_1);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** An attempt at something that may not work yet. */
    @FunctionalInterface
    public interface Attempt<T> {
        Optional<T> make();
    }
}
