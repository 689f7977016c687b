package io.slipcover.benchmarks.compare;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** One that gives one figure. */
interface SingleMeasurement extends Measurement {
    /**
     * The figure, in the load's unit.
     *
     * @param time how long to ask, where the load does not say how much to ask
     */
    double measure(Running candidate, Duration time) throws IOException, InterruptedException;

    @Override
    default List<Double> figures(Running candidate, Duration time) throws IOException, InterruptedException {
        return List.of(measure(candidate, time));
    }
}
