package io.slipcover.benchmarks.compare;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/** How much more memory the process of a proxy has with many idle feeds than with a few, for each of them. */
final class FeedMemory implements SingleMeasurement {
    private static final int FEW = 100;
    private static final int MANY = 5000;

    private final Equipment equipment;
    private final URI upstream;

    FeedMemory(Equipment equipment, URI upstream) {
        this.equipment = equipment;
        this.upstream = upstream;
    }

    @Override
    public void check(Running candidate) throws IOException, InterruptedException {
        Feeds.open(candidate, 10).close();
    }

    @Override
    public double measure(Running candidate, Duration time) throws IOException, InterruptedException {
        try (Starter starter = new Starter(equipment, upstream)) {
            Running fresh = starter.start(candidate.candidate());
            long process = starter.started().get(0).process().handle().pid();
            Feeds few = Feeds.open(fresh, FEW);
            try {
                long before = Machine.memoryKilobytes(process);
                Feeds many = Feeds.open(fresh, MANY);
                double added = Machine.memoryKilobytes(process) - before;
                many.close();
                return added / MANY;
            } finally {
                few.close();
            }
        }
    }
}
