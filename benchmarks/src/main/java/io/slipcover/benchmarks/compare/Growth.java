package io.slipcover.benchmarks.compare;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A measurement that is repeated at each point along which something grows, one point after the other. */
final class Growth implements Measurement {
    /** What is measured at a point. */
    @FunctionalInterface
    interface AtPoint {
        SingleMeasurement of(int point) throws IOException;
    }

    private final List<SingleMeasurement> points;

    private Growth(List<SingleMeasurement> points) {
        this.points = points;
    }

    /** Along the points of a load. */
    static Growth along(Load load, AtPoint measurement) throws IOException {
        List<SingleMeasurement> points = new ArrayList<>();
        for (int point : load.points().values()) {
            points.add(measurement.of(point));
        }
        return new Growth(points);
    }

    @Override
    public void prepare(List<Running> candidates) throws IOException, InterruptedException {
        for (Measurement point : points) {
            point.prepare(candidates);
        }
    }

    @Override
    public void check(Running candidate) throws IOException, InterruptedException, WrongAnswerException {
        for (Measurement point : points) {
            point.check(candidate);
        }
    }

    @Override
    public List<Double> figures(Running candidate, Duration time) throws IOException, InterruptedException {
        List<Double> figures = new ArrayList<>();
        for (SingleMeasurement point : points) {
            figures.add(point.measure(candidate, time));
        }
        return figures;
    }
}
