package io.slipcover.benchmarks.compare;

import io.slipcover.testbed.CouchServer;
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

/**
 * Measures loads one after the other. Of each, every candidate's answer is checked and every candidate is warmed up; then, in each round,
 * each is measured once, every other round in the opposite order. What was started stays until the end, so that all are equally warm.
 */
final class Runner {
    /**
     * How long and how often.
     *
     * @param warmUp for how many seconds at most each candidate is asked before the first round, for each load
     * @param time of one measurement
     */
    record Pace(int rounds, int warmUp, Duration time) {}

    /** What makes a candidate faster by less than this much, so often, does not count. */
    private static final double GAIN = 1.03;

    private static final int WITHOUT_GAIN = 2;

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
        List<Load> onFiles = of(Load.Stage.FILES, possible);
        if (!onFiles.isEmpty()) {
            try (Upstream upstream = Upstream.start(equipment);
                    Starter starter = new Starter(equipment, upstream.url())) {
                FileLoads files = new FileLoads(equipment, upstream);
                Stage stage = new Stage(starter, present, onFiles);
                for (Load load : onFiles) {
                    measured.put(load.key(), measure(load, files.of(load), stage));
                }
            }
        }
        List<Load> onCouchDb = of(Load.Stage.COUCHDB, possible);
        if (!onCouchDb.isEmpty()) {
            try (CouchServer server = CouchServer.start();
                    Starter starter = new Starter(equipment, server.url())) {
                programs.put("CouchDB", server.description());
                CouchLoads couch = new CouchLoads(server);
                Stage stage = new Stage(starter, present, onCouchDb);
                for (Load load : onCouchDb) {
                    measured.put(load.key(), measure(load, couch.of(load), stage));
                }
            }
        }
        return new Results(Machine.facts(), programs, measured);
    }

    private static List<Load> of(Load.Stage stage, List<Load> loads) {
        return loads.stream().filter(load -> load.stage() == stage).toList();
    }

    private Results.OfLoad measure(Load load, Measurement measurement, Stage stage)
            throws IOException, InterruptedException {
        log.printf("%s, in %s%n", load.title(), load.unit());
        String begun = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        List<Running> running = new ArrayList<>(stage.of(load));
        Map<String, String> leftOut = new LinkedHashMap<>();
        measurement.prepare(running);
        for (Running candidate : List.copyOf(running)) {
            attempt(candidate, running, leftOut, () -> {
                measurement.check(candidate);
                warmUp(load, measurement, candidate);
            });
        }
        Map<String, List<Double>> figures = new LinkedHashMap<>();
        for (int round = 1; round <= pace.rounds(); round++) {
            String label = "round " + round;
            for (Running candidate : List.copyOf(running)) {
                attempt(candidate, running, leftOut, () -> {
                    double figure = measurement.measure(candidate, pace.time());
                    figures.computeIfAbsent(candidate.candidate().key(), key -> new ArrayList<>())
                            .add(Figures.stored(figure));
                    log.printf(
                            "  %s  %-30s %12s%n", label, candidate.candidate().title(), Figures.measured(figure));
                });
            }
            Collections.reverse(running);
        }
        figures.keySet().removeAll(leftOut.keySet());
        return new Results.OfLoad(
                begun,
                commit,
                load.unit(),
                pace.rounds(),
                load.isTimed() ? pace.time().toMillis() / 1000.0 : 0,
                measurement.facts(),
                figures,
                leftOut);
    }

    /**
     * Asks for a second at a time, with a second's pause for what compiles in the background and finds no core free meanwhile, until that
     * makes the candidate no faster. What does not go by time is done once.
     */
    private void warmUp(Load load, Measurement measurement, Running candidate)
            throws IOException, InterruptedException {
        double best = load.moreIsBetter() ? 0 : Double.MAX_VALUE;
        int withoutGain = 0;
        for (int slice = 0; slice < pace.warmUp() && withoutGain < WITHOUT_GAIN; slice++) {
            double figure = measurement.measure(candidate, Duration.ofSeconds(1));
            if (!load.isTimed()) {
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
            String reason = String.valueOf(failed.getMessage());
            log.printf("  LEFT OUT: %s: %s%n", candidate.candidate().title(), reason);
            leftOut.put(candidate.candidate().key(), reason);
            running.remove(candidate);
        }
    }

    /** The candidates that stand in front of one upstream, each started once. */
    private static final class Stage {
        private final Map<Candidate, Running> running = new LinkedHashMap<>();

        Stage(Starter starter, List<Candidate> candidates, List<Load> loads) throws IOException {
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
