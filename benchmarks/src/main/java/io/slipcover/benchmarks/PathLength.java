package io.slipcover.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The cost of a view of 1 kB over paths of several lengths, as JMH measured it. */
public final class PathLength {
    private static final List<Integer> VERSIONS = List.of(1, 5, 20);

    private PathLength() {}

    /** A table in Markdown from JMH's results; the empty text where the file is not there. */
    public static String table(Path results) throws IOException {
        if (!Files.exists(results)) {
            return "";
        }
        Figures figures = Figures.read(results);
        StringBuilder table = new StringBuilder();
        table.append(
                "View of a 1 kB document, by the number of versions between, each with a rename, an add and a convert; with JMH, ");
        table.append(
                "µs of a core:\n\n| versions | Slipcover | times one version | Jackson's tree, changed by hand | JSLT | Jolt |\n");
        table.append("| --- | ---: | ---: | ---: | ---: | ---: |\n");
        for (int versions : VERSIONS) {
            double own = microseconds(figures, Candidate.SLIPCOVER, versions);
            table.append("| %d | %.2f | %.2f | %.2f | %.2f | %.2f |\n"
                    .formatted(
                            versions,
                            own,
                            own / microseconds(figures, Candidate.SLIPCOVER, 1),
                            microseconds(figures, Candidate.JACKSON_BY_HAND, versions),
                            microseconds(figures, Candidate.JSLT, versions),
                            microseconds(figures, Candidate.JOLT, versions)));
        }
        return table.toString();
    }

    private static double microseconds(Figures figures, Candidate candidate, int versions) {
        return figures.ofView(candidate, SampleDocument.KB_1, versions).nanoseconds() / 1000;
    }
}
