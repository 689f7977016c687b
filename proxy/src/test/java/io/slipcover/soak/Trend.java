package io.slipcover.soak;

import java.util.ArrayList;
import java.util.List;

/**
 * Figures that were taken at equal distances, and where they lead. What grows without an end grows in the second half as it grew in the first;
 * what settles has settled by then.
 */
record Trend(List<Long> figures) {
    Trend {
        figures = List.copyOf(figures);
    }

    /**
     * By what part of their median the figures of the second half have grown in it; negative where they shrank. The growth is the median of the
     * slopes between any two figures (Theil and Sen's), so that some that stand out do not decide.
     */
    double growthOfSecondHalf() {
        List<Long> half = figures.subList(figures.size() / 2, figures.size());
        List<Double> slopes = new ArrayList<>();
        for (int one = 0; one < half.size(); one++) {
            for (int other = one + 1; other < half.size(); other++) {
                slopes.add((half.get(other) - half.get(one)) / (double) (other - one));
            }
        }
        if (slopes.isEmpty()) {
            throw new IllegalStateException("too few figures: " + figures);
        }
        double median = median(half.stream().map(Long::doubleValue).toList());
        return median(slopes) * (half.size() - 1) / median;
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
