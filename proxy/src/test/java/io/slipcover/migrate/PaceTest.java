package io.slipcover.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PaceTest {
    @Test
    void pace_isKept_overAll() {
        Pace pace = new Pace(10);
        long now = System.nanoTime() + 1_000_000_000L;

        assertThat(pace.reserve(now, 5)).isZero();
        assertThat(pace.reserve(now, 5)).isEqualTo(500_000_000L);
        assertThat(pace.reserve(now + 2_000_000_000L, 1)).isZero();
        assertThat(pace.atOnce(500)).isEqualTo(10);
        assertThat(new Pace(0).atOnce(500)).isEqualTo(500);
    }
}
