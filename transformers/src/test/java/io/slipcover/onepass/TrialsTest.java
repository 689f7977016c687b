package io.slipcover.onepass;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How many entries are tried. */
final class TrialsTest {
    private final Trials trials = new Trials();

    /** How many of some entries are tried, where those pass that the condition is for. */
    private int tried(int entries, IntPredicate passes) {
        return (int) IntStream.range(0, entries)
                .filter(entry -> {
                    boolean tried = trials.next();
                    if (tried && passes.test(entry)) {
                        trials.passed(1);
                    } else if (tried) {
                        trials.failed();
                    }
                    return tried;
                })
                .count();
    }

    @Test
    void entriesThatNeverPass_areHardlyTried() {
        assertThat(tried(129_000, entry -> false)).isBetween(1000, 1020);
    }

    @Test
    void whereAThirdPasses_allAreTried() {
        assertThat(tried(3000, entry -> entry % 3 == 0)).isEqualTo(3000);
    }

    @Test
    void whereATenthPasses_mostAreNotTried() {
        assertThat(tried(10_000, entry -> entry % 10 == 0)).isBetween(100, 3000);
    }

    @Test
    void entriesThatPassAgain_areTriedAgain() {
        tried(10_000, entry -> false);

        assertThat(tried(10_000, entry -> true)).isGreaterThan(9800);
    }
}
