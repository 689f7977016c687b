package io.slipcover.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/** How many durations were in which range. One thread counts, and any thread reads. */
final class Durations {
    /** The upper ends of the ranges, in seconds. */
    private static final List<Double> BOUNDS =
            List.of(0.001, 0.005, 0.025, 0.1, 0.5, 2.5, 10.0, Double.POSITIVE_INFINITY);

    private static final long[] NANOSECONDS = {
        1_000_000, 5_000_000, 25_000_000, 100_000_000, 500_000_000, 2_500_000_000L, 10_000_000_000L
    };

    private final AtomicLongArray counts = new AtomicLongArray(BOUNDS.size());
    private final AtomicLong sum = new AtomicLong();

    /** Counts a duration in nanoseconds. */
    void add(long duration) {
        int range = 0;
        while (range < NANOSECONDS.length && duration > NANOSECONDS[range]) {
            range++;
        }
        counts.lazySet(range, counts.getPlain(range) + 1);
        sum.lazySet(sum.getPlain() + duration);
    }

    /** The durations of several threads together, or null where there are none. */
    static Family.Histogram sum(Map<String, String> labels, List<Durations> all) {
        List<Long> counts = new ArrayList<>();
        for (int range = 0; range < BOUNDS.size(); range++) {
            long count = 0;
            for (Durations durations : all) {
                count += durations.counts.get(range);
            }
            counts.add(count);
        }
        long sum = 0;
        for (Durations durations : all) {
            sum += durations.sum.get();
        }
        return new Family.Histogram(labels, BOUNDS, counts, (double) sum / TimeUnit.SECONDS.toNanos(1));
    }

    boolean isEmpty() {
        for (int range = 0; range < BOUNDS.size(); range++) {
            if (counts.get(range) != 0) {
                return false;
            }
        }
        return true;
    }
}
