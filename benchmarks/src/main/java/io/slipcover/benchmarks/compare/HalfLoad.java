package io.slipcover.benchmarks.compare;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How late the latest hundredth of answers is, where requests come at a constant rate: half of what the slowest of those compared can
 * answer, as found in the same run.
 */
final class HalfLoad implements Measurement {
    private static final Duration TO_FIND_THE_RATE = Duration.ofSeconds(3);

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
            // The first time warms it up.
            wrk.requestsPerSecond(candidate, Upstream.DOCUMENT, TO_FIND_THE_RATE);
            slowest = Math.min(slowest, wrk.requestsPerSecond(candidate, Upstream.DOCUMENT, TO_FIND_THE_RATE));
        }
        rate = Math.floor(slowest / 2);
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
