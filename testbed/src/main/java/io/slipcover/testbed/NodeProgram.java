package io.slipcover.testbed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program for Node that comes to an end. */
public final class NodeProgram {
    private static final long MINUTES = 10;

    private NodeProgram() {}

    /**
     * What became of a program.
     *
     * @param isWell whether it ended by itself, and with the exit status 0
     * @param output all that it printed, also as errors
     */
    public record Ended(boolean isWell, String output) {}

    /**
     * Runs a program and waits for its end. One that takes longer than ten minutes is ended, with all that it has started.
     *
     * @param environment what the program is told besides the environment of this process
     * @param arguments Node's arguments, the program among them
     */
    public static Ended run(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("node"));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile("slipcover-node-", ".log");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            Process node = builder.start();
            boolean ended = node.waitFor(MINUTES, TimeUnit.MINUTES);
            if (!ended) {
                node.descendants().forEach(ProcessHandle::destroyForcibly);
                node.destroyForcibly();
            }
            return new Ended(ended && node.exitValue() == 0, Files.readString(output, UTF_8));
        } finally {
            Files.delete(output);
        }
    }
}
