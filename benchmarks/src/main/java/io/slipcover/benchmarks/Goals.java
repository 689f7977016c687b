package io.slipcover.benchmarks;

import java.util.List;
import java.util.stream.Stream;

/** The goals that measurements with JMH tell about, and whether they were reached. */
final class Goals {
    private Goals() {}

    /**
     * One goal.
     *
     * @param what is measured
     * @param measured the figure
     * @param bound the bound that the figure has to reach
     * @param atMost whether the figure must not pass the bound; otherwise it must not stay below the bound
     */
    private record Goal(String what, double measured, double bound, boolean atMost) {
        String line() {
            boolean reached = atMost ? measured <= bound : measured >= bound;
            String verdict = Double.isNaN(measured) ? "not measured" : reached ? "reached" : "missed";
            return "| %s | %s %,.4g | %,.4g | %s |".formatted(what, atMost ? "≤" : "≥", bound, measured, verdict);
        }
    }

    /** The goals as a table. */
    static List<String> table(Figures figures) {
        double one = view(figures, Candidate.SLIPCOVER, 1);
        double jackson = view(figures, Candidate.JACKSON_UNCHANGED, 1);
        Stream<Goal> goals = Stream.of(
                new Goal(
                        "view of 1 kB over one version, times Jackson's tree read and written",
                        one / jackson,
                        0.35,
                        true),
                new Goal("times as fast as JSLT", view(figures, Candidate.JSLT, 1) / one, 8, false),
                new Goal("times as fast as Jolt", view(figures, Candidate.JOLT, 1) / one, 8, false),
                new Goal("20 versions, times one", view(figures, Candidate.SLIPCOVER, 20) / one, 1.6, true),
                new Goal("scanning 20 MB, GB/s", scanned(figures, "scanner"), 1.5, false),
                new Goal("the same through its envelope, GB/s", scanned(figures, "envelope"), 1.5, false),
                new Goal(
                        "bytes allocated for a view of 1 kB, alone",
                        allocated(figures, SampleAnswer.DOCUMENT),
                        1_024,
                        true),
                new Goal("the same in an answer of 100", allocated(figures, SampleAnswer.CHANGES), 1_024, true));
        return Stream.concat(
                        Stream.of("| goal | bound | measured | |", "| --- | ---: | ---: | --- |"),
                        goals.map(Goal::line))
                .toList();
    }

    private static double view(Figures figures, Candidate candidate, int versions) {
        return figures.ofView(candidate, SampleDocument.KB_1, versions).nanoseconds();
    }

    private static double scanned(Figures figures, String how) {
        return figures.of("ScanBenchmark.%s %s".formatted(how, SampleBody.CHANGES))
                        .bytesPerSecond()
                / 1e9;
    }

    private static double allocated(Figures figures, SampleAnswer answer) {
        return figures.of("EnvelopeBenchmark.slipcover " + answer).allocated();
    }
}
