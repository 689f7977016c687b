package io.slipcover.benchmarks.compare;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Asks on some connections, on each the next request as soon as the last answer is there. */
final class ClosedLoop {
    /** Makes the requests of one connection. */
    @FunctionalInterface
    interface Requests {
        ByteBuffer[] next();
    }

    /** How many answers came in which time. */
    record Pace(long answers, double seconds) {
        double perSecond() {
            return answers / seconds;
        }

        double millisecondsEach() {
            return 1000 * seconds / answers;
        }
    }

    private ClosedLoop() {}

    /** Asks for so long; every request that was begun is ended, and counted together with the time that it takes. */
    static Pace run(InetSocketAddress address, int connections, Duration time, Requests requests)
            throws IOException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            long begin = System.nanoTime();
            Callable<Long> client = () -> askUntil(begin + time.toNanos(), address, requests);
            List<Future<Long>> running = new ArrayList<>();
            for (int index = 0; index < connections; index++) {
                running.add(threads.submit(client));
            }
            long answers = 0;
            for (Future<Long> one : running) {
                answers += one.get();
            }
            return new Pace(answers, (System.nanoTime() - begin) / 1e9);
        } catch (ExecutionException failed) {
            throw new IOException(failed.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private static long askUntil(long end, InetSocketAddress address, Requests requests) throws IOException {
        long answers = 0;
        try (Connection connection = new Connection(address)) {
            do {
                connection.exchange(requests.next());
                answers++;
            } while (System.nanoTime() < end);
        }
        return answers;
    }
}
