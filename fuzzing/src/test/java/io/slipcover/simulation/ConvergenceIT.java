package io.slipcover.simulation;

import io.slipcover.testbed.PouchApps;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/**
 * The convergence simulation. Usually one short round; {@code -Dslipcover.simulation=2h} lets rounds follow each other for so long. The run
 * prints the seed of each round. {@code -Dslipcover.seed} gives the first round the seed of an earlier one: the same things are tried then,
 * though what the servers are at in that moment is left to them.
 */
final class ConvergenceIT {
    private static final int STEPS_OF_A_SHORT_ROUND = 60;
    private static final int STEPS_OF_A_LONG_ROUND = 400;

    @Test
    void replicasOfThreeReleases_cutOffAndKilled_converge() throws InterruptedException {
        Duration length = RunLength.of("slipcover.simulation");
        int steps = length.isZero() ? STEPS_OF_A_SHORT_ROUND : STEPS_OF_A_LONG_ROUND;
        long seed = Long.getLong("slipcover.seed", ThreadLocalRandom.current().nextLong());
        long end = System.nanoTime() + length.toNanos();
        ExecutorService background = Executors.newCachedThreadPool();
        try (Servers servers = new Servers();
                PouchApps apps = PouchApps.start()) {
            do {
                round(servers, apps, background, seed++, steps);
            } while (System.nanoTime() - end < 0);
        } finally {
            background.shutdownNow();
        }
    }

    private static void round(Servers servers, PouchApps apps, ExecutorService background, long seed, int steps)
            throws InterruptedException {
        System.err.println("ConvergenceIT: a round of " + steps + " steps by -Dslipcover.seed=" + seed);
        try {
            Simulation simulation = new Simulation(servers, apps, background, seed);
            simulation.run(steps);
            System.err.println("ConvergenceIT: " + simulation.edits() + " acknowledged edits, and all agree");
        } catch (RuntimeException | AssertionError failure) {
            throw new AssertionError("in the round by -Dslipcover.seed=" + seed + ": " + failure.getMessage(), failure);
        }
    }
}
