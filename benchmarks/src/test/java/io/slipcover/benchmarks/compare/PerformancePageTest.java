package io.slipcover.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PerformancePageTest {
    private static final String PAGE = """
            # Performance

            Before.

            <!-- Between this and the next mark: written by benchmarks/compare --draw, not by hand. -->
            old
            <!-- End of what benchmarks/compare --draw writes. -->

            After.
            """;

    @TempDir
    private Path docs;

    @Test
    void write_replacesWhatIsBetweenTheMarks() throws IOException {
        Path page = docs.resolve("performance.md");
        Files.writeString(page, PAGE);

        new PerformancePage(docs).write(Sample.RESULTS);

        assertThat(Files.readString(page))
                .startsWith("# Performance\n\nBefore.\n\n<!-- Between")
                .endsWith("writes. -->\n\nAfter.\n")
                .contains("| opaque, 1 kB `GET` | ≥ 1.05 × nginx | 1.10 | yes |")
                .contains("![GET of a 1 kB document](performance/get.svg)")
                .doesNotContain("old");
        assertThat(docs.resolve("performance/get.svg")).exists();
        assertThat(docs.resolve("performance/changes.svg")).exists();
    }

    @Test
    void filled_twice_isTheSameAsOnce() {
        String once = PerformancePage.filled(PAGE, Sample.RESULTS);
        assertThat(PerformancePage.filled(once, Sample.RESULTS)).isEqualTo(once);
    }

    @Test
    void filled_pageWithoutMarks_isRefused() {
        assertThatThrownBy(() -> PerformancePage.filled("# Performance\n", Sample.RESULTS))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
