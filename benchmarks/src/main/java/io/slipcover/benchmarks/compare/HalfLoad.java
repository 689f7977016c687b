package io.slipcover.benchmarks.compare;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The lateness at half load: how late the latest hundredth of answers is, where requests come at a constant rate. The
 * rate is half of what the slowest compared candidate can answer, as this run has found out.
 */
final class HalfLoad implements SingleMeasurement {
    private static final Duration TO_FIND_THE_RATE = Duration.ofSeconds(2);
    private static final int ATTEMPTS = 8;
    private static final double GAIN = 1.03;

    private final Read document;
    private final Wrk wrk;
    private double rate;

    HalfLoad(Read document, Wrk wrk) {
        this.document = document;
        this.wrk = wrk;
    }

    @Override
    public void prepare(List<Running> candidates) throws IOException, InterruptedException {
        double slowest = Double.MAX_VALUE;
        for (Running candidate : candidates) {
            slowest = Math.min(slowest, most(candidate));
        }
        rate = Math.floor(slowest / 2);
    }

    /** What a candidate answers in a second, once being asked makes it no faster. */
    private double most(Running candidate) throws IOException, InterruptedException {
        double most = 0;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            double found = wrk.requestsPerSecond(candidate, Upstream.DOCUMENT, TO_FIND_THE_RATE);
            if (found < most * GAIN) {
                return Math.max(found, most);
            }
            most = found;
            Thread.sleep(1000);
        }
        return most;
    }

    @Override
    public void check(Running candidate) throws IOException, InterruptedException, WrongAnswerException {
        document.check(candidate);
    }

    @Override
    public double measure(Running candidate, Duration time) throws IOException, InterruptedException {
        long[] latencies = OpenLoop.latencies(candidate, Question.get(Upstream.DOCUMENT), rate, time);
        return latencies[(int) (latencies.length * 0.99)] / 1000.0;
    }

    @Override
    public Map<String, Double> facts() {
        return Map.of("requests/s", rate);
    }
}
