package io.slipcover.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class ReportTest {
    private final Report report = new Report(Sample.RESULTS);

    @Test
    void goals_tellWhatWasReached() {
        assertThat(report.goals())
                .contains("| opaque, 1 kB `GET` | ≥ 1.05 × nginx | 1.10 | yes |")
                .contains("| viewed 3 → 1, 1 kB `GET` | ≥ 0.9 × Slipcover, opaque | 0.90 | yes |")
                .contains("| viewed 3 → 1, 1 kB `GET` | ≥ 1 × nginx | 0.99 | **no** |")
                .contains("| viewed 3 → 1, 1 kB `GET` | ≥ 3 × Node, 3 → 1 | cannot be told | – |")
                .contains("| `serve`, from exec to the first answered request | ≤ 0.6 s | not measured | – |");
    }

    @Test
    void medians_areOfEachCandidateThatWasMeasured() {
        assertThat(report.medians())
                .contains("|  | no proxy | nginx | Slipcover, opaque | Slipcover, 3 → 1 |")
                .contains("| GET of a 1 kB document, requests/s | 51,000 | 30,000 | 33,000 | 29,700 |");
    }

    @Test
    void ratios_areToNginx() {
        assertThat(report.ratios()).contains("| GET of a 1 kB document, requests/s | 1.67 | 1.00 | 1.10 | 0.99 |");
    }

    @Test
    void medians_overTls_haveATableOfTheirOwn() {
        assertThat(new Report(Sample.ENCRYPTED).medians()).isEqualTo("""
                ### Medians

                |  | nginx | Slipcover, 3 → 1 |
                | --- | ---: | ---: |
                | From exec to the first answered request, s | 0.100 | 0.5 |

                |  | nginx, TLS 1.3 | Slipcover, opaque, TLS 1.3 | Slipcover, 3 → 1, TLS 1.3 |
                | --- | ---: | ---: | ---: |
                | GET of a 1 kB document over TLS 1.3, requests/s | 52,000 | 52,000 | 46,800 |
                | From exec to the first answered request, s | 0.100 |  | 0.700 |
                """);
    }

    @Test
    void ratios_overTls_areToNginxOverTls() {
        assertThat(new Report(Sample.ENCRYPTED).ratios())
                .contains("| From exec to the first answered request, s | 1.00 | 5.00 |")
                .contains("| GET of a 1 kB document over TLS 1.3, requests/s | 1.00 | 1.00 | 0.90 |")
                .contains("| From exec to the first answered request, s | 1.00 |  | 7.00 |");
    }

    @Test
    void medians_ofNothing_haveNoHeading() {
        Report nothing = new Report(new Results(Map.of(), Map.of(), Map.of()));

        assertThat(nothing.medians()).isEmpty();
        assertThat(nothing.ratios()).isEmpty();
    }

    @Test
    void goals_ofLoadWithPoints_isAboutTheLast() {
        assertThat(new Report(Sample.MORE).goals()).contains("the latest of them | ≤ 50 ms | 11.5 ms | yes |");
    }

    @Test
    void medians_leaveOutWhatHasPointsAndWhoIsAVariant() {
        assertThat(new Report(Sample.MORE).medians())
                .contains("|  | Slipcover, opaque | Slipcover, 3 → 1 |")
                .doesNotContain("idle feeds");
    }

    @Test
    void alongPoints_aRowForEach() {
        assertThat(new Report(Sample.MORE).feeds())
                .contains("| percentile | no proxy | Slipcover, 3 → 1 |")
                .contains("| 99 | 0.900 | 2.25 |\n| 100 | 3.25 | 11.5 |");
        assertThat(new Report(Sample.MORE).growth())
                .contains("| connections | no proxy | Slipcover, 3 → 1 |")
                .contains("| 4 | 2,100 | 220 |");
    }

    @Test
    void onJdk25_tellsWhatItIsToTheOther() {
        assertThat(new Report(Sample.MORE).onJdk25())
                .contains("| GET of a 1 kB document, requests/s | 20,000 | 21,000 | 1.05 | 10,000 | 9,000 | 0.90 |");
    }

    @Test
    void text_ofWhatWasNotMeasured_hasNoHeading() {
        assertThat(report.text()).doesNotContain("### Idle feeds", "### How cost grows", "### JDK 25");
    }

    @Test
    void conditions_tellWhoWasLeftOut() {
        assertThat(report.conditions())
                .contains("- cores: 2\n")
                .contains(
                        "- `changes`: 3 rounds, 2026-11-22T20:00:00Z, commit 0123456789; without node: found null, expected 1\n");
    }
}
