package io.slipcover.benchmarks.compare;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/** Medians of figures, and of what they are to others of the same round. */
final class Summary {
    private Summary() {}

    static double median(double... figures) {
        if (figures.length == 0) {
            throw new IllegalArgumentException("no figure has no median");
        }
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    static double median(List<Double> figures) {
        return median(figures.stream().mapToDouble(Double::doubleValue).toArray());
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
     * The median over the rounds of what one adds to a basis, divided by what another adds to it; empty where the other adds nothing in
     * some round.
     */
    static OptionalDouble ratioOfAdded(List<Double> figures, List<Double> others, List<Double> basis) {
        double[] ratios = new double[Math.min(Math.min(figures.size(), others.size()), basis.size())];
        for (int round = 0; round < ratios.length; round++) {
            double added = others.get(round) - basis.get(round);
            if (added <= 0) {
                return OptionalDouble.empty();
            }
            ratios[round] = (figures.get(round) - basis.get(round)) / added;
        }
        return OptionalDouble.of(median(ratios));
    }
}
