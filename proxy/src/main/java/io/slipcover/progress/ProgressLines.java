package io.slipcover.progress;

import java.io.PrintWriter;
import java.time.Duration;

/** Progress as a line every few seconds, for logs and pipes. */
final class ProgressLines implements Progress {
    /** The pause between two lines. */
    static final Duration PAUSE = Duration.ofSeconds(10);

    private static final double NANOS = 1e9;

    private final PrintWriter err;
    private final String task;
    private final String unit;
    private final long pause;
    private final long begun = System.nanoTime();
    private long told = begun;
    private long total;
    private long done;

    ProgressLines(PrintWriter err, String task, String unit, Duration pause) {
        this.err = err;
        this.task = task;
        this.unit = unit;
        this.pause = pause.toNanos();
    }

    @Override
    public synchronized void expect(long expected) {
        total = expected;
    }

    @Override
    public synchronized void did(long steps) {
        done += steps;
        long now = System.nanoTime();
        if (now - told >= pause) {
            told = now;
            err.println(line(done / ((now - begun) / NANOS)));
            err.flush();
        }
    }

    private String line(double rate) {
        String all = total > 0 ? " of " + total : "";
        String left = total > done && rate > 0 ? ", %d s left".formatted((long) ((total - done) / rate)) : "";
        return "%s: %d%s %s, %d a second%s".formatted(task, done, all, unit, (long) rate, left);
    }

    @Override
    public void close() {
        // Whoever began says how it ended.
    }
}
