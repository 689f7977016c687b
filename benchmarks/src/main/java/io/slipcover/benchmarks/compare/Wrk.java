package io.slipcover.benchmarks.compare;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs wrk with one thread, and reads what it prints. */
final class Wrk {
    private static final Pattern RATE = Pattern.compile("^Requests/sec:\\s+([0-9.]+)$", Pattern.MULTILINE);
    private static final Pattern FAILURES =
            Pattern.compile("^\\s*(?:Non-2xx or 3xx responses|Socket errors): .*$", Pattern.MULTILINE);

    private final Path program;
    private final int connections;

    Wrk(Path program, int connections) {
        this.program = program;
        this.connections = connections;
    }

    /** How many requests per second a candidate answers. */
    double requestsPerSecond(Running candidate, String below, Duration time) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                "--threads=1",
                "--connections=" + connections,
                "--duration=" + Math.max(1, time.toSeconds()) + "s"));
        candidate.headers().forEach((name, value) -> command.addAll(List.of("--header", name + ": " + value)));
        command.add(candidate.url() + candidate.path(below));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("wrk failed: " + printed);
        }
        return requestsPerSecond(printed);
    }

    /** Reads the rate, unless some requests failed. */
    static double requestsPerSecond(String printed) throws IOException {
        Matcher failures = FAILURES.matcher(printed);
        if (failures.find()) {
            throw new IOException("wrk says: " + failures.group().strip());
        }
        Matcher rate = RATE.matcher(printed);
        if (!rate.find()) {
            throw new IOException("wrk says no rate: " + printed);
        }
        return Double.parseDouble(rate.group(1));
    }
}
