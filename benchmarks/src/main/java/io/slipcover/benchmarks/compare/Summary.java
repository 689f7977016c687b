package io.slipcover.benchmarks.compare;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/** The medians of figures, and of the ratios between figures of one round. */
final class Summary {
    private Summary() {}

    static double median(double... figures) {
        return quantile(0.5, figures);
    }

    /**
     * The value that this part of the figures is below. It lies between two figures where the part ends between them.
     */
    static double quantile(double part, double... figures) {
        if (figures.length == 0) {
            throw new IllegalArgumentException("no figure has no median");
        }
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        double at = part * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }

    static double quantile(double part, List<Double> figures) {
        return quantile(part, figures.stream().mapToDouble(Double::doubleValue).toArray());
    }

    static double median(List<Double> figures) {
        return median(figures.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** In which no figure counts more for being larger. */
    static double geometricMean(List<Double> figures) {
        return Math.exp(figures.stream().mapToDouble(Math::log).average().orElseThrow());
    }

    /**
     * The median over the rounds of what one is to another. Both were measured within seconds of each other, so that what else the
     * machine did in that round is in both.
     */
    static double ratio(List<Double> figures, List<Double> others) {
        double[] ratios = new double[Math.min(figures.size(), others.size())];
        for (int round = 0; round < ratios.length; round++) {
            ratios[round] = figures.get(round) / others.get(round);
        }
        return median(ratios);
    }

    /**
     * What one adds to a basis, divided by what another adds to it, each the difference of medians: within a round, chance may have made
     * the basis the slowest of all. Empty where the other adds nothing.
     */
    static OptionalDouble ratioOfAdded(List<Double> figures, List<Double> others, List<Double> basis) {
        double added = median(others) - median(basis);
        return added <= 0 ? OptionalDouble.empty() : OptionalDouble.of((median(figures) - median(basis)) / added);
    }
}
