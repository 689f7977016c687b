package io.slipcover.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CoverageTest {
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
    private static final Instant SINCE = NOW.minus(Duration.ofDays(10));
    private static final Duration DAY = Duration.ofDays(1);

    private final Coverage coverage = new Coverage();

    private List<String> gaps() {
        return coverage.gaps(SINCE, NOW, DAY);
    }

    private void lines(int firstDaysAgo, int lastDaysAgo) {
        for (int day = firstDaysAgo; day >= lastDaysAgo; day--) {
            coverage.line(NOW.minus(day, ChronoUnit.DAYS));
        }
    }

    @Test
    void nothing_tellsNothing() {
        assertThat(gaps()).containsExactly("the access log or the metrics do not tell since when they count");
    }

    @Test
    void logOfEachDay_hasNoGap_alsoWhereTodayHasNoLineYet() {
        lines(10, 1);
        coverage.line(NOW.minus(DAY));
        assertThat(gaps()).isEmpty();
    }

    @Test
    void daysWithoutALine_areGaps() {
        lines(20, 9);
        lines(1, 0);
        assertThat(gaps())
                .containsExactly(
                        "the access logs have no line of 2026-11-22, 2026-11-23, 2026-11-24, 2026-11-25, 2026-11-26"
                                + " and of 2 more days: who asked then is not known");
    }

    @Test
    void oneDayWithoutALine_isAGap_unlessItIsLongAgo() {
        lines(20, 3);
        lines(1, 0);
        assertThat(gaps()).containsExactly("the access logs have no line of 2026-11-28: who asked then is not known");
        Coverage older = new Coverage();
        older.line(NOW.minus(30, ChronoUnit.DAYS));
        for (int day = 10; day >= 0; day--) {
            older.line(NOW.minus(day, ChronoUnit.DAYS));
        }
        assertThat(older.gaps(SINCE, NOW, DAY)).isEmpty();
    }

    @Test
    void logThatBeginsLate_orEndsEarly_isToldSo() {
        lines(5, 2);
        assertThat(gaps())
                .containsExactly(
                        "what is known begins only at 2026-11-25T12:00:00Z; wait, give older logs, or ask for less with --idle-for",
                        "what is known ends at 2026-11-28T12:00:00Z: who asked since then is not known");
    }

    @Test
    void metricsOfSeveralSlipcovers_countFromTheLatestBegin_toTheEarliestEnd() {
        coverage.metrics(SINCE.minus(DAY), NOW);
        assertThat(gaps()).isEmpty();
        coverage.metrics(NOW.minus(2, ChronoUnit.DAYS), NOW.minus(30, ChronoUnit.HOURS));
        coverage.metrics(SINCE.minus(DAY), NOW);
        assertThat(gaps())
                .containsExactly(
                        "what is known begins only at 2026-11-28T12:00:00Z; wait, give older logs, or ask for less with --idle-for",
                        "what is known ends at 2026-11-29T06:00:00Z: who asked since then is not known");
    }

    @Test
    void metricsBesideALog_doNotFillTheGapsOfTheLog() {
        coverage.metrics(SINCE.minus(DAY), NOW);
        coverage.line(NOW);
        assertThat(gaps())
                .containsExactly(
                        "what is known begins only at 2026-11-30T12:00:00Z; wait, give older logs, or ask for less with --idle-for");
    }

    @Test
    void days_areBounded() {
        lines(Coverage.MOST_DAYS + 5_000, 0);
        assertThat(coverage.gaps(SINCE, NOW, DAY)).isEmpty();
    }
}
