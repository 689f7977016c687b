package io.slipcover.fuzzing;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.Jazzer;
import io.slipcover.simulation.RunLength;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The long run: {@code -Dslipcover.fuzz=30m} lets Jazzer look for inputs that reach new code, one target after the other, for so long in all.
 * {@code -Dslipcover.fuzz.target=NAME} gives all the time to one target. What Jazzer finds to be interesting stays in
 * {@code target/fuzzing/TARGET/corpus}, from where the next run goes on.
 */
@EnabledIfSystemProperty(
        named = "slipcover.fuzz",
        matches = ".+",
        disabledReason = "the long run is for those who ask for it")
final class CoverageGuidedRunTest {
    private static final Path FOLDER = Path.of("target/fuzzing");
    private static final Pattern RUNS = Pattern.compile("Done (\\d+) runs");
    private static final Pattern COVERED = Pattern.compile("cov: (\\d+)");

    static Stream<Class<? extends FuzzTarget>> targets() {
        String chosen = System.getProperty("slipcover.fuzz.target");
        return Targets.ALL.stream()
                .filter(target -> chosen == null || target.getSimpleName().equals(chosen));
    }

    @ParameterizedTest
    @MethodSource("targets")
    void target_inputsThatReachNewCode_holds(Class<? extends FuzzTarget> target) throws Exception {
        Duration share = RunLength.of("slipcover.fuzz").dividedBy(targets().count());
        Path folder = FOLDER.resolve(target.getSimpleName()).toAbsolutePath();
        Files.createDirectories(folder.resolve("corpus"));
        Path output = folder.resolve("output.log");

        int status = command(target, folder, share)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();

        String said = Files.readString(output, StandardCharsets.ISO_8859_1);
        System.err.println(target.getSimpleName() + ": " + last(RUNS, said) + " runs in " + share.toSeconds() + " s, "
                + last(COVERED, said) + " places of the code reached");
        assertThat(status)
                .as(() -> "a find of %s: %s%nsee %s".formatted(target.getSimpleName(), finds(folder), output))
                .isZero();
    }

    private static ProcessBuilder command(Class<? extends FuzzTarget> target, Path folder, Duration time) {
        ProcessBuilder command = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Jazzer.class.getName(),
                "--target_class=" + target.getName(),
                "--instrumentation_includes=io.slipcover.**",
                "-max_total_time=" + Math.max(1, time.toSeconds()),
                "-max_len=4096",
                "-rss_limit_mb=0",
                "-artifact_prefix=" + folder + File.separator,
                folder.resolve("corpus").toString()));
        // A target connects to the proxy that it has started, which Jazzer would take for a find.
        command.environment().put("JAZZER_SSRF_PERMISSIVE_UNTIL_CONFIGURED", "true");
        return command;
    }

    private static String last(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(found -> found.group(1))
                .reduce((one, next) -> next)
                .orElse("no");
    }

    /** The lines of the target's inputs that fail. */
    private static List<String> finds(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("(crash|timeout|oom)-.*"))
                    .map(CoverageGuidedRunTest::line)
                    .toList();
        } catch (IOException failure) {
            return List.of(failure.toString());
        }
    }

    private static String line(Path input) {
        try {
            return Corpus.spell(Files.readAllBytes(input));
        } catch (IOException failure) {
            return failure.toString();
        }
    }
}
