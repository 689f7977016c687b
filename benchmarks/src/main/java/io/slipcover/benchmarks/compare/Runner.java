package io.slipcover.benchmarks.compare;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The runner that measures loads one after the other. For each load it checks every candidate's answer and warms every
 * candidate up. Then each round measures every candidate once, and every other round goes in the opposite order.
 * Programs that were started stay until the end, so that all are equally warm.
 */
final class Runner {
    /**
     * How long and how often.
     *
     * @param warmUp how many times at most each candidate is asked before the first round, for each load: for a second, where it goes by
     *     time. Fewer than {@link #LEAST_SLICES} count as so many.
     * @param time of one measurement
     */
    record Pace(int rounds, int warmUp, Duration time) {
        private static final Duration SHORT = Duration.ofMillis(250);

        /** As much time, in shorter and more rounds. */
        Pace inShortRounds() {
            return new Pace(rounds * (int) Math.max(1, time.dividedBy(SHORT)), warmUp, SHORT);
        }
    }

    /** What makes a candidate faster by less than this much does not count. */
    private static final double GAIN = 1.03;

    /** So often in a row: where others share the machine, two slow seconds do not say that all is compiled. */
    private static final int WITHOUT_GAIN = 4;

    /** The first is a gain whatever it is. */
    private static final int LEAST_SLICES = 1 + WITHOUT_GAIN;

    private final Equipment equipment;
    private final Pace pace;
    private final PrintWriter log;
    private final String commit;

    Runner(Equipment equipment, Pace pace, PrintWriter log) throws IOException {
        this.commit = Machine.commit(equipment.root());
        this.equipment = equipment;
        this.pace = pace;
        this.log = log;
    }

    /** Measures what can be measured with what there is. */
    Results run(Collection<Load> loads, Collection<Candidate> candidates) throws IOException, InterruptedException {
        List<Load> possible =
                loads.stream().filter(load -> equipment.has(load.needs())).toList();
        List<Candidate> present = candidates.stream()
                .filter(candidate -> equipment.has(candidate.needs()))
                .toList();
        Map<String, String> programs = new TreeMap<>(Machine.programs(equipment));
        Map<String, Results.OfLoad> measured = new LinkedHashMap<>();
        for (Load.Stage stage : Load.Stage.values()) {
            List<Load> wanted =
                    possible.stream().filter(load -> load.stage() == stage).toList();
            if (!wanted.isEmpty()) {
                try (Loads upstream = start(stage);
                        Starter starter = new Starter(equipment, upstream.url())) {
                    programs.putAll(upstream.programs());
                    LineUp lineUp = new LineUp(starter, present, wanted);
                    for (Load load : wanted) {
                        measured.put(load.key(), measure(load, upstream.of(load), lineUp));
                    }
                }
            }
        }
        return new Results(Machine.facts(), programs, measured);
    }

    private Loads start(Load.Stage stage) throws IOException, InterruptedException {
        return switch (stage) {
            case FILES -> FileLoads.start(equipment);
            case FEEDS -> FeedLoads.start(equipment);
            case COUCHDB -> CouchLoads.start();
        };
    }

    private Results.OfLoad measure(Load load, Measurement measurement, LineUp lineUp)
            throws IOException, InterruptedException {
        log.printf("%s, in %s%n", load.title(), load.unit());
        String begun = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        List<Running> running = new ArrayList<>(lineUp.of(load));
        Map<String, String> leftOut = new LinkedHashMap<>();
        measurement.prepare(running);
        for (Running candidate : List.copyOf(running)) {
            attempt(candidate, running, leftOut, () -> {
                measurement.check(candidate);
                warmUp(load, measurement, candidate);
            });
        }
        Map<String, List<Double>> figures = new LinkedHashMap<>();
        Pace own = load.hasShortRounds() ? pace.inShortRounds() : pace;
        for (int round = 1; round <= own.rounds(); round++) {
            String label = "round " + round;
            for (Running candidate : List.copyOf(running)) {
                attempt(candidate, running, leftOut, () -> {
                    List<Double> found = measurement.figures(candidate, own.time());
                    add(figures, load, candidate.candidate(), found);
                    log.printf(
                            "  %s  %-34s %s%n",
                            label,
                            candidate.candidate().title(),
                            found.stream()
                                    .map(figure -> "%12s".formatted(Figures.measured(figure)))
                                    .collect(Collectors.joining()));
                });
            }
            Collections.reverse(running);
        }
        figures.keySet().removeIf(key -> leftOut.containsKey(key.split("@", 2)[0]));
        return new Results.OfLoad(
                begun,
                commit,
                load.unit(),
                own.rounds(),
                load.isTimed() ? own.time().toMillis() / 1000.0 : 0,
                measurement.facts(),
                figures,
                leftOut);
    }

    /** Adds what a round gave, under the candidate's name or those of its points. */
    private static void add(Map<String, List<Double>> figures, Load load, Candidate candidate, List<Double> found) {
        List<Integer> points = load.points().values();
        for (int index = 0; index < found.size(); index++) {
            String name = points.isEmpty() ? candidate.key() : Results.OfLoad.name(candidate, points.get(index));
            figures.computeIfAbsent(name, key -> new ArrayList<>()).add(Figures.stored(found.get(index)));
        }
    }

    /**
     * Asks for a second at a time, with a second's pause for what compiles in the background and finds no core free meanwhile, until that
     * makes the candidate no faster. What does not go by time is done as often. What starts its own program is done once.
     */
    private void warmUp(Load load, Measurement measurement, Running candidate)
            throws IOException, InterruptedException {
        double best = load.moreIsBetter() ? 0 : Double.MAX_VALUE;
        int withoutGain = 0;
        // A slice goes through all points.
        int slices = Math.max(
                LEAST_SLICES, pace.warmUp() / Math.max(1, load.points().values().size()));
        for (int slice = 0; slice < slices && withoutGain < WITHOUT_GAIN; slice++) {
            double figure = Summary.geometricMean(measurement.figures(candidate, Duration.ofSeconds(1)));
            if (!load.asksWhatRuns()) {
                return;
            }
            boolean better = load.moreIsBetter() ? figure > best * GAIN : figure * GAIN < best;
            withoutGain = better ? 0 : withoutGain + 1;
            best = load.moreIsBetter() ? Math.max(best, figure) : Math.min(best, figure);
            Thread.sleep(1000);
        }
    }

    /** What may fail for one candidate alone. */
    @FunctionalInterface
    private interface Step {
        void run() throws IOException, InterruptedException, WrongAnswerException;
    }

    /** Takes a step for a candidate, who is left out where that fails. */
    private void attempt(Running candidate, List<Running> running, Map<String, String> leftOut, Step step)
            throws InterruptedException {
        try {
            step.run();
        } catch (IOException | WrongAnswerException | IllegalStateException failed) {
            String reason = String.valueOf(failed.getMessage()).strip();
            log.printf("  LEFT OUT: %s: %s%n", candidate.candidate().title(), reason);
            leftOut.put(candidate.candidate().key(), reason);
            running.remove(candidate);
        }
    }

    /** The candidates that stand in front of one upstream, each started once. */
    private static final class LineUp {
        private final Map<Candidate, Running> running = new LinkedHashMap<>();

        LineUp(Starter starter, List<Candidate> candidates, List<Load> loads) throws IOException {
            for (Candidate candidate : candidates) {
                if (loads.stream().anyMatch(load -> load.candidates().contains(candidate))) {
                    running.put(candidate, starter.start(candidate));
                }
            }
        }

        List<Running> of(Load load) {
            Set<Candidate> wanted = load.candidates();
            return running.values().stream()
                    .filter(one -> wanted.contains(one.candidate()))
                    .toList();
        }
    }
}
