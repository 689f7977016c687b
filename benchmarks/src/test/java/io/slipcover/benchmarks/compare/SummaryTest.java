package io.slipcover.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SummaryTest {
    @Test
    void median_ofOddNumber_isTheMiddleOne() {
        assertThat(Summary.median(30, 10, 20)).isEqualTo(20);
    }

    @Test
    void median_ofEvenNumber_isBetweenTheTwoInTheMiddle() {
        assertThat(Summary.median(List.of(40.0, 10.0, 20.0, 30.0))).isEqualTo(25);
    }

    @Test
    void median_ofNothing_isRefused() {
        assertThatThrownBy(() -> Summary.median(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void quantile_liesBetweenFigures() {
        assertThat(Summary.quantile(0.25, List.of(50.0, 20.0, 30.0, 10.0, 40.0)))
                .isEqualTo(20);
        assertThat(Summary.quantile(0.75, List.of(10.0, 20.0, 30.0))).isEqualTo(25);
        assertThat(Summary.quantile(1, List.of(10.0, 20.0, 30.0))).isEqualTo(30);
    }

    @Test
    void geometricMean_growsAsMuchWhicheverFigureDoubles() {
        assertThat(Summary.geometricMean(List.of(1.0, 100.0))).isCloseTo(10, within(1e-9));
        assertThat(Summary.geometricMean(List.of(4.0, 100.0))).isCloseTo(20, within(1e-9));
        assertThat(Summary.geometricMean(List.of(1.0, 400.0))).isCloseTo(20, within(1e-9));
    }

    @Test
    void ratio_isOfTheSameRound_notOfTheMedians() {
        // The second round was slow for both. The medians' ratio would be 0.5.
        assertThat(Summary.ratio(List.of(100.0, 10.0, 60.0), List.of(200.0, 10.0, 120.0)))
                .isEqualTo(0.5);
        assertThat(Summary.ratio(List.of(90.0, 20.0, 60.0), List.of(100.0, 40.0, 80.0)))
                .isEqualTo(0.75);
    }

    @Test
    void ratioOfAdded_leavesOutTheBasis() {
        assertThat(Summary.ratioOfAdded(List.of(130.0), List.of(120.0), List.of(100.0)))
                .hasValue(1.5);
    }

    @Test
    void ratioOfAdded_whereTheOtherAddsNothing_isNone() {
        assertThat(Summary.ratioOfAdded(List.of(130.0), List.of(100.0), List.of(100.0)))
                .isEmpty();
    }
}
