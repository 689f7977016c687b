package io.slipcover.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DurationsTest {
    @Test
    void sum_ofTwoThreads_hasEveryDurationInItsRange() {
        Durations one = new Durations();
        Durations other = new Durations();
        one.add(1);
        one.add(1_000_000);
        other.add(1_000_001);
        other.add(3_600_000_000_000L);

        Family.Histogram sum = Durations.sum(Map.of("route", "document"), List.of(one, other));

        assertThat(sum.bounds()).hasSameSizeAs(sum.counts()).isSorted();
        assertThat(sum.counts()).containsExactly(2L, 1L, 0L, 0L, 0L, 0L, 0L, 1L);
        assertThat(sum.sum()).isEqualTo((1 + 1_000_000 + 1_000_001 + 3_600_000_000_000L) / 1e9);
        assertThat(one.isEmpty()).isFalse();
        assertThat(new Durations().isEmpty()).isTrue();
    }
}
