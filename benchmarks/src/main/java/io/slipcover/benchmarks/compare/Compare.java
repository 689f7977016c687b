package io.slipcover.benchmarks.compare;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The command {@code benchmarks/compare}: it measures whole programs side by side. */
@Command(
        name = "benchmarks/compare",
        description = {
            "Measures Slipcover beside what one would put in front of CouchDB instead, one after the other, in several rounds; prints tables, "
                    + "and writes what was measured to benchmarks/results/DATE.json.",
            "It installs nothing: it tells what is missing, and how to get it. Let nothing else run on the machine meanwhile."
        },
        footer = {
            "",
            "Loads: get, tls, changes, bulk-get, bulk-docs, bulk-docs-bases, attachment, latency, startup, memory, growth-size, "
                    + "growth-connections, growth-streams; on feeds feed-memory, feed-lateness, feed-broadcast; on CouchDB couch-bulk-docs, "
                    + "find-mixed, find-migrated, pouch-pull, pouch-push.",
            "Candidates: direct, nginx, nginx-tuned, nginx-unbuffered, nginx-lua, node, spring, slipcover-opaque, slipcover-3, slipcover-2, "
                    + "slipcover-1; slipcover-opaque and slipcover-1 also with -2-loops or -jdk-25 behind the name, slipcover-3 and slipcover-1 with -migrated. Over TLS nginx-tls, slipcover-opaque-tls, slipcover-opaque-java-tls, "
                    + "slipcover-1-tls.",
            "JAVA_OPTS holds options for Slipcover's JVM. The client, the upstream and the candidate share the machine's cores."
        },
        sortOptions = false,
        mixinStandardHelpOptions = true)
public final class Compare implements Callable<Integer> {
    @Option(
            names = "--loads",
            split = ",",
            paramLabel = "LOAD",
            converter = LoadConverter.class,
            description = "Which loads; all.")
    private @Nullable List<Load> loads;

    @Option(
            names = "--candidates",
            split = ",",
            paramLabel = "CANDIDATE",
            converter = CandidateConverter.class,
            description = "Which candidates; all.")
    private @Nullable List<Candidate> candidates;

    @Option(names = "--rounds", paramLabel = "N", description = "How many rounds; 5.")
    private @Nullable Integer rounds;

    @Option(names = "--seconds", paramLabel = "N", description = "How long one measurement takes; 3.")
    private @Nullable Integer seconds;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            description =
                    "How many times at most each candidate is warmed up for each load, a second each where the load goes by "
                            + "time; 15, and 5 at the least.")
    private @Nullable Integer warmUp;

    @Option(
            names = "--quick",
            description = "To see where one is: 3 rounds of 1 second, and no file written unless --output is given.")
    private boolean quick;

    @Option(
            names = "--add",
            description =
                    "Adds to the file that is there already: of loads that are in both, what is measured now counts.")
    private boolean add;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Where results are written; benchmarks/results/DATE.json.")
    private @Nullable Path output;

    @Option(
            names = "--draw",
            paramLabel = "FILE",
            description =
                    "Measures nothing: draws the charts and writes the tables of docs/performance.md from these results.")
    private @Nullable Path draw;

    private final Path root;
    private final PrintWriter out;

    Compare(Path root, PrintWriter out) {
        this.root = root;
        this.out = out;
    }

    /** Starts the command. The system property {@code compare.root} names the project's folder. */
    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), true);
        Compare compare =
                new Compare(Path.of(System.getProperty("compare.root", ".")).toAbsolutePath(), out);
        System.exit(new CommandLine(compare).setOut(out).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (draw != null) {
            new PerformancePage(root.resolve("docs")).write(draw);
            return 0;
        }
        List<Load> wantedLoads = loads == null ? List.of(Load.values()) : loads;
        List<Candidate> wantedCandidates = candidates == null ? List.of(Candidate.values()) : candidates;
        Equipment equipment = Equipment.of(root);
        equipment.missing(wantedLoads, wantedCandidates).forEach(out::println);
        Runner.Pace pace = new Runner.Pace(
                or(rounds, quick ? 3 : 5), or(warmUp, quick ? 8 : 15), Duration.ofSeconds(or(seconds, quick ? 1 : 3)));
        // In the order that tables have, whatever was asked for.
        Results results = new Runner(equipment, pace, out)
                .run(
                        EnumSet.allOf(Load.class).stream()
                                .filter(wantedLoads::contains)
                                .toList(),
                        EnumSet.allOf(Candidate.class).stream()
                                .filter(wantedCandidates::contains)
                                .toList());
        out.println();
        out.println(new Report(results).text());
        if (!quick || output != null) {
            write(results);
        }
        return 0;
    }

    private static int or(@Nullable Integer given, int otherwise) {
        return given == null ? otherwise : given;
    }

    private void write(Results results) throws IOException {
        Path file =
                output == null ? root.resolve("benchmarks/results/" + LocalDate.now(ZoneOffset.UTC) + ".json") : output;
        (add && Files.exists(file) ? Results.read(file).with(results) : results).write(file);
        out.println("written to " + file);
    }

    /** Reads a load's key. */
    private static final class LoadConverter implements ITypeConverter<Load> {
        @Override
        public Load convert(String key) {
            return Load.of(key).orElseThrow(() -> new TypeConversionException("there is no load '" + key + "'"));
        }
    }

    /** Reads a candidate's key. */
    private static final class CandidateConverter implements ITypeConverter<Candidate> {
        @Override
        public Candidate convert(String key) {
            return Candidate.of(key)
                    .orElseThrow(() -> new TypeConversionException("there is no candidate '" + key + "'"));
        }
    }
}
