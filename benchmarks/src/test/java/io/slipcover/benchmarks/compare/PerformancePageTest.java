package io.slipcover.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PerformancePageTest {
    private static final String PAGE = """
            # Performance

            Before.

            <!-- Between this and the next mark: written by benchmarks/compare --draw, not by hand. -->
            What an earlier run gave.
            <!-- End of what benchmarks/compare --draw writes. -->

            After.
            """;

    @TempDir
    private Path docs;

    @Test
    void write_replacesWhatIsBetweenTheMarks() throws IOException {
        Path page = docs.resolve("performance.md");
        Files.writeString(page, PAGE);

        Path results = docs.resolve("2026-11-22.json");
        Sample.RESULTS.write(results);

        new PerformancePage(docs).write(results);

        assertThat(Files.readString(page))
                .startsWith("# Performance\n\nBefore.\n\n<!-- Between")
                .endsWith("writes. -->\n\nAfter.\n")
                .contains("| opaque, 1 kB `GET` | ≥ 1.05 × nginx | 1.10 | yes |")
                .contains("![GET of a 1 kB document](performance/get.svg)")
                .doesNotContain("What an earlier run gave.");
        assertThat(docs.resolve("performance/get.svg")).exists();
        assertThat(docs.resolve("performance/changes.svg")).exists();
    }

    @Test
    void filled_twice_isTheSameAsOnce() throws IOException {
        Path file = docs.resolve("a.json");
        String once = PerformancePage.filled(PAGE, Sample.RESULTS, file);
        assertThat(PerformancePage.filled(once, Sample.RESULTS, file)).isEqualTo(once);
    }

    @Test
    void write_whatWasMeasuredOverTls_standsInItsOwnPart() throws IOException {
        Files.writeString(docs.resolve("performance.md"), PAGE);
        Path results = docs.resolve("2026-11-22.json");
        Sample.RESULTS.write(results);
        Sample.ENCRYPTED.write(docs.resolve("tls.json"));

        new PerformancePage(docs).write(results);

        assertThat(Files.readString(docs.resolve("performance.md")))
                .contains("### Over TLS, on another machine")
                .contains("![From exec to the first answered request](performance/tls-startup.svg)")
                .contains("#### Medians")
                .contains("[tls.json](../benchmarks/results/tls.json)");
        assertThat(docs.resolve("performance/tls.svg")).exists();
    }

    @Test
    void filled_pageWithoutMarks_isRefused() {
        assertThatThrownBy(() -> PerformancePage.filled("# Performance\n", Sample.RESULTS, docs.resolve("a.json")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Whoever measures anew draws anew: {@code benchmarks/compare --draw FILE}. */
    @Test
    void page_saysWhatTheNewestResultsSay() throws IOException {
        Path newest = newestResults();
        Results results = Results.read(newest);
        Path committed = Path.of("../docs");
        String page = Files.readString(committed.resolve("performance.md"));

        assertThat(page).isEqualTo(PerformancePage.filled(page, results, newest));
        for (Map.Entry<String, String> chart :
                PerformancePage.charts(results, newest).entrySet()) {
            assertThat(committed.resolve("performance").resolve(chart.getKey())).hasContent(chart.getValue());
        }
    }

    private static Path newestResults() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("results"))) {
            return files.filter(file -> file.getFileName().toString().matches("[0-9]{4}-[0-9]{2}-[0-9]{2}\\.json"))
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
        }
    }
}
