package io.slipcover.soak;

import io.slipcover.testbed.KillableCouchDb;
import io.slipcover.testing.RawClient;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Clients of all habits at once, for a time. */
final class Soak {
    private final int port;
    private final Stock stock;
    private final int clientsOfEach;
    private final Outcomes outcomes = new Outcomes();

    Soak(int port, Stock stock, int clientsOfEach) {
        this.port = port;
        this.stock = stock;
        this.clientsOfEach = clientsOfEach;
    }

    /** Kills CouchDB again and again while the clients go on, for so long in all. */
    void killing(KillableCouchDb couch, Duration time, Random seeds) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() - end < 0) {
            Thread.sleep(2_000 + seeds.nextInt(28_000));
            if (System.nanoTime() - end < 0) {
                couch.kill();
                Thread.sleep(seeds.nextInt(3_000));
                couch.restart();
                outcomes.count("CouchDB", "killed and started again");
            }
        }
    }

    Outcomes outcomes() {
        return outcomes;
    }

    /** Runs all clients until the time is over. */
    void run(Duration time, Random seeds) throws InterruptedException, ExecutionException {
        long end = System.nanoTime() + time.toNanos();
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            List<Future<?>> clients = new ArrayList<>();
            for (Habit habit : Habit.values()) {
                for (int client = 0; client < clientsOfEach; client++) {
                    Random random = new Random(seeds.nextLong());
                    clients.add(threads.submit(() -> {
                        live(habit, random, end);
                        return null;
                    }));
                }
            }
            for (Future<?> client : clients) {
                client.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private void live(Habit habit, Random random, long end) throws InterruptedException {
        while (System.nanoTime() - end < 0) {
            try (RawClient kept = new RawClient(port)) {
                while (System.nanoTime() - end < 0) {
                    outcomes.count(habit.toString(), habit.act(port, kept, stock, random));
                    Thread.sleep(random.nextInt(20));
                }
            } catch (IOException broken) {
                outcomes.count(habit.toString(), "broken: " + broken.getMessage());
            }
        }
    }
}
