package io.slipcover.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class EventLoopWatchTest {
    private static final long SECOND = EventLoopWatch.SECOND;

    private long now = 5;
    private final EventLoopWatch watch = new EventLoopWatch(() -> now);

    private void lookAfter(long nanoseconds) {
        now += nanoseconds;
        watch.look();
    }

    @Test
    void lag_eventLoopThatIsOnTime_isNone() {
        lookAfter(SECOND);
        lookAfter(SECOND / 2);

        assertThat(watch.lag()).isZero();
        assertThat(watch.isAlive(1)).isTrue();
    }

    @Test
    void lag_eventLoopThatWasLate_isRememberedForAWhile() {
        lookAfter(SECOND + 300);
        for (int look = 0; look < 30; look++) {
            lookAfter(SECOND);
            assertThat(watch.lag()).isEqualTo(300);
        }
        for (int look = 0; look < 30; look++) {
            lookAfter(SECOND);
        }
        assertThat(watch.lag()).isZero();
    }

    @Test
    void isAlive_eventLoopThatDoesNotLook_isNot_untilItLooksAgain() {
        lookAfter(SECOND);
        now += SECOND + 20;

        assertThat(watch.isAlive(20)).isFalse();
        assertThat(watch.lag()).isEqualTo(20);

        watch.look();
        assertThat(watch.isAlive(20)).isTrue();
    }
}
