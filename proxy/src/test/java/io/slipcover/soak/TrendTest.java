package io.slipcover.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class TrendTest {
    private static double growth(LongUnaryOperator figure) {
        return new Trend(LongStream.range(0, 100).map(figure).boxed().toList()).growthOfSecondHalf();
    }

    @Test
    void growth_ofWhatLeaks_isWhatTheSecondHalfAdds() {
        assertThat(growth(at -> 100_000 + at * 1_000)).isCloseTo(49_000 / 174_500.0, within(1e-9));
    }

    @Test
    void growth_ofWhatSettles_isNone() {
        assertThat(growth(at -> at < 40 ? 100_000 + at * 1_000 : 140_000)).isZero();
        assertThat(growth(at -> 140_000 - at * 100)).isNegative();
    }

    @Test
    void growth_ofSomeThatStandOut_isNotTheirs() {
        assertThat(growth(at -> at > 92 ? 250_000 : 140_000 + at % 3)).isLessThan(0.01);
    }

    @Test
    void growth_ofTooFew_isUnknown() {
        assertThatThrownBy(() -> new Trend(List.of(1L, 2L)).growthOfSecondHalf())
                .isInstanceOf(IllegalStateException.class);
    }
}
