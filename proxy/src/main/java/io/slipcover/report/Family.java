package io.slipcover.report;

import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;

/**
 * The numbers of one name, which differ in their labels.
 *
 * @param name by Prometheus' conventions: words with underscores, the unit at the end, without {@code _total}
 * @param help a sentence that says what is counted or measured
 */
public record Family(String name, Kind kind, String help, List<Point> points) {
    /** What a family's numbers can do. */
    public enum Kind {
        /** They only grow. */
        COUNTER,
        /** They rise and fall. */
        GAUGE,
        /** They tell how many values were in which range. */
        HISTOGRAM
    }

    /** One number, or one histogram. */
    public sealed interface Point {
        Map<String, String> labels();
    }

    /** One number. */
    public record Value(Map<String, String> labels, double value) implements Point {}

    /**
     * One histogram.
     *
     * @param bounds the upper ends of the ranges, ascending; the last one is infinite
     * @param counts how many values were in each range
     * @param sum the sum of all values
     */
    public record Histogram(Map<String, String> labels, List<Double> bounds, List<Long> counts, double sum)
            implements Point {}

    /** A family of one number that has no label. */
    public static Family of(String name, Kind kind, String help, double value) {
        return new Family(name, kind, help, List.of(new Value(Map.of(), value)));
    }

    /** A family of one number that has no label, and that is asked for when somebody wants to know. */
    public static Source gauge(String name, String help, DoubleSupplier value) {
        return () -> List.of(of(name, Kind.GAUGE, help, value.getAsDouble()));
    }

    /** Whoever has numbers to tell. It is asked on any thread, and answers at once. */
    @FunctionalInterface
    public interface Source {
        List<Family> families();
    }
}
