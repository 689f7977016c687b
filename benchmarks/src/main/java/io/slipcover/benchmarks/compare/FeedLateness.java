package io.slipcover.benchmarks.compare;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The lateness of feeds: how long a change takes to reach clients who each have an idle continuous feed. The time
 * begins when the change was due upstream. It ends when the end of the change's line has come. The figures are
 * percentiles of all lines that were sent. The hundredth percentile is the last line.
 */
final class FeedLateness implements Measurement {
    /** Whom a change concerns. */
    enum Change {
        /** All feeds have it, as fast as the upstream can send it; it is due for all of them with the first. */
        OF_ALL(FEEDS, Duration.ZERO),
        /** One has it, chosen at random, and a little later another. */
        OF_ONE_AFTER_THE_OTHER(500, Duration.ofMillis(2));

        private final int lines;
        private final Duration interval;

        Change(int lines, Duration interval) {
            this.lines = lines;
            this.interval = interval;
        }
    }

    private static final int FEEDS = 5000;

    /** Between one burst of lines and the next, in which everybody comes to rest. */
    private static final Duration REST = Duration.ofMillis(200);

    private static final int ATTEMPTS = 100;

    private final FeedUpstream upstream;
    private final Change change;
    private final List<Integer> percentiles;
    private final byte[] line = (Json.text(Documents.change(0)) + "\n").getBytes(UTF_8);
    private final List<Integer> order =
            new ArrayList<>(IntStream.range(0, FEEDS).boxed().toList());
    private final Random random = new Random(1);

    FeedLateness(FeedUpstream upstream, Change change, List<Integer> percentiles) {
        this.upstream = upstream;
        this.change = change;
        this.percentiles = List.copyOf(percentiles);
    }

    @Override
    public void check(Running candidate) throws IOException, InterruptedException, WrongAnswerException {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(Feeds.question(0).open(candidate, Map.of()), UTF_8))) {
            upstream.send(List.of(0), Duration.ZERO, line);
            JsonNode found = Json.MAPPER.readTree(lines.readLine());
            ObjectNode expected = Json.MAPPER.createObjectNode();
            expected.putArray("results").add(Json.read(line));
            TodoShapes.viewed(expected, candidate.candidate().release());
            if (!Json.same(expected.at("/results/0"), found)) {
                throw new WrongAnswerException("found " + found + ", expected " + expected.at("/results/0"));
            }
        }
        awaitRest();
    }

    @Override
    public List<Double> figures(Running candidate, Duration time) throws IOException, InterruptedException {
        List<Long> latenesses = new ArrayList<>();
        try (Feeds feeds = Feeds.open(candidate, FEEDS)) {
            long end = System.nanoTime() + time.toNanos();
            do {
                Thread.sleep(REST.toMillis());
                latenesses.addAll(burst(feeds));
            } while (System.nanoTime() < end);
        }
        awaitRest();
        Collections.sort(latenesses);
        return percentiles.stream()
                .map(percentile -> latenesses.get((latenesses.size() - 1) * percentile / 100) / 1e6)
                .toList();
    }

    /** The nanoseconds that each line took. */
    private List<Long> burst(Feeds feeds) throws IOException, InterruptedException {
        Collections.shuffle(order, random);
        List<Integer> numbers = List.copyOf(order.subList(0, change.lines));
        feeds.expect(numbers.size());
        long begin = upstream.send(numbers, change.interval, line);
        long[] arrivedAt = feeds.arrivals();
        return IntStream.range(0, numbers.size())
                .mapToObj(index -> arrivedAt[numbers.get(index)] - begin - index * change.interval.toNanos())
                .toList();
    }

    /** Waits until nobody holds a feed any more. */
    private void awaitRest() throws IOException, InterruptedException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Thread.sleep(REST.toMillis());
            if (upstream.held() == 0) {
                return;
            }
        }
        throw new IOException(upstream.held() + " feeds are held, of which no client is left");
    }
}
