package io.slipcover.benchmarks.compare;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A way to put a load on candidates, and to measure it. */
interface Measurement {
    /** Finds out what it has to know of all before one is measured. */
    default void prepare(List<Running> candidates) throws IOException, InterruptedException {}

    /**
     * Sees that a candidate answers what it has to.
     *
     * @throws WrongAnswerException where not; then it is not measured
     */
    void check(Running candidate) throws IOException, InterruptedException, WrongAnswerException;

    /**
     * A figure in the load's unit, or one for each of the load's points.
     *
     * @param time how long to ask for each, where the load does not say how much to ask
     */
    List<Double> figures(Running candidate, Duration time) throws IOException, InterruptedException;

    /** What else there is to tell of it, such as the rate at which was asked. */
    default Map<String, Double> facts() {
        return Map.of();
    }
}
