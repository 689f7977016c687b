package io.slipcover.soak;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Looks at the memory of a process again and again, until it is told to end. */
final class MemoryWatch {
    /** A look at the memory. */
    @FunctionalInterface
    interface Look {
        long kilobytes() throws IOException;
    }

    private final List<Long> figures = new CopyOnWriteArrayList<>();
    private final Thread thread;

    MemoryWatch(Look look, Duration between) {
        thread = new Thread(
                () -> {
                    try {
                        while (true) {
                            figures.add(look.kilobytes());
                            Thread.sleep(between.toMillis());
                        }
                    } catch (InterruptedException | IOException end) {
                        // That was all, or the process has ended, which the test finds out by itself.
                    }
                },
                "memory-watch");
        thread.setDaemon(true);
        thread.start();
    }

    /** Looks no more. Gives what was seen. */
    Trend end() throws InterruptedException {
        thread.interrupt();
        thread.join();
        return new Trend(figures);
    }
}
