package io.slipcover.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * The program that runs the benchmarks with JMH and prints the results beside their goals.
 *
 * <p>Without an argument it measures everything, which takes about an hour. With {@code goals} it measures what the
 * goals are about, and with {@code quick} it does so in a short run. The results go to a file in JMH's form. {@code
 * print FILE} prints the results of such a file again.
 */
public final class Measurements {
    private static final String RESULTS = "benchmarks/results/jmh.json";

    private Measurements() {}

    /** Runs the program, see {@link Measurements}. */
    public static void main(String[] arguments) throws RunnerException, IOException {
        String what = arguments.length == 0 ? "everything" : arguments[0];
        Path results = Path.of(arguments.length < 2 ? RESULTS : arguments[1]);
        switch (what) {
            case "everything" -> {
                run(results, options());
                print(results);
            }
            case "goals", "quick" -> {
                run(results, what.equals("quick") ? quick(goals()) : goals());
                print(results);
            }
            case "print" -> print(results);
            default -> {
                System.err.println("found '" + what + "', expected one of: everything goals quick print");
                System.exit(2);
            }
        }
    }

    private static ChainedOptionsBuilder options() {
        return new OptionsBuilder().addProfiler(GCProfiler.class).addProfiler(CpuTime.class);
    }

    /** The documents and ways that a goal is about. */
    private static ChainedOptionsBuilder goals() {
        return options()
                .include("ViewBenchmark")
                .include("ScanBenchmark.(scanner|envelope)")
                .include("EnvelopeBenchmark.*")
                .param("document", SampleDocument.KB_1.name())
                .param("body", SampleBody.CHANGES.name())
                .param("answer", SampleAnswer.DOCUMENT.name(), SampleAnswer.CHANGES.name());
    }

    private static ChainedOptionsBuilder quick(ChainedOptionsBuilder options) {
        return options.forks(1)
                .warmupIterations(3)
                .warmupTime(TimeValue.milliseconds(500))
                .measurementIterations(3)
                .measurementTime(TimeValue.milliseconds(500));
    }

    private static void run(Path results, ChainedOptionsBuilder options) throws RunnerException, IOException {
        Path folder = results.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        new Runner(options.resultFormat(ResultFormatType.JSON)
                        .result(results.toString())
                        .build())
                .run();
        leavePathsOut(results);
    }

    /** Leaves out where the JVM is on this machine. JMH notes that, and it means nothing elsewhere. */
    static void leavePathsOut(Path results) throws IOException {
        ObjectMapper json = new ObjectMapper();
        JsonNode runs = json.readTree(results.toFile());
        runs.forEach(run -> ((ObjectNode) run).remove("jvm"));
        json.writerWithDefaultPrettyPrinter().writeValue(results.toFile(), runs);
    }

    private static void print(Path results) throws IOException {
        Figures figures = Figures.read(results);
        List<String> lines = new ArrayList<>(Goals.table(figures));
        lines.add("");
        lines.addAll(figures.table());
        String text = String.join(System.lineSeparator(), lines) + System.lineSeparator();
        System.out.write(text.getBytes(StandardCharsets.UTF_8));
        System.out.flush();
    }
}
