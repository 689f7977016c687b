package io.slipcover.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What clients may ask costs what the table says, and comes to what the table says. */
final class HostileQueriesTest {
    /** Far more than a step takes on any machine; it is there so that steps cannot lose touch with time. */
    private static final long NANOSECONDS_OF_A_STEP = 1_000;

    /** What a process takes to load and compile what it has not used before. */
    private static final long NANOSECONDS_OF_THE_FIRST_TIME = 3_000_000_000L;

    static Stream<HostileQuery> queries() {
        return HostileQuery.all().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("queries")
    void hostileQuery_costsWhatItMay(HostileQuery query) throws InterruptedException {
        HostileQuery.Outcome outcome = query.ask();
        System.err.printf(
                "hostile: %s: %s, %d steps of %d bytes, %d a kB, %d ms%n",
                query.name(),
                outcome.verdict(),
                outcome.steps(),
                outcome.bytes(),
                outcome.stepsOfKilobyte(),
                outcome.cpuNanoseconds() / 1_000_000);
        assertThat(outcome.verdict()).isEqualTo(query.verdict());
        assertThat(outcome.stepsOfKilobyte()).isLessThanOrEqualTo(query.mostStepsOfKilobyte());
        assertThat(outcome.cpuNanoseconds())
                .isLessThan(NANOSECONDS_OF_THE_FIRST_TIME + NANOSECONDS_OF_A_STEP * outcome.steps());
    }

    /** Code that is not compiled yet takes several times the stack. */
    @Test
    void deepQueries_inAFreshProcess_comeToTheSame() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xint",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HostileQuery.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).isZero();
        List<String> expected = HostileQuery.all().stream()
                .filter(query -> query.name().startsWith("deep"))
                .map(query -> query.name() + " | " + query.verdict())
                .toList();
        assertThat(said.lines()).isNotEmpty().containsExactlyElementsOf(expected);
    }
}
