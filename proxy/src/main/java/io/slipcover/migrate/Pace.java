package io.slipcover.migrate;

import java.time.Duration;

/** The pace of a command that reads or writes documents: so many a second, over all threads. */
public final class Pace {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final long perSecond;
    private long free = System.nanoTime();

    /** @param perSecond how many documents are read or written a second; 0: as many as can be */
    public Pace(long perSecond) {
        this.perSecond = perSecond;
    }

    /** Waits until so many documents may be read or written. */
    public void take(int documents) throws InterruptedException {
        if (perSecond == 0) {
            return;
        }
        long wait = reserve(System.nanoTime(), documents);
        if (wait > 0) {
            Thread.sleep(Duration.ofNanos(wait).toMillis() + 1);
        }
    }

    /** Takes a place behind all that is reserved, and gives the time until it begins. */
    synchronized long reserve(long now, int documents) {
        long begin = Math.max(free, now);
        free = begin + documents * SECOND / perSecond;
        return begin - now;
    }

    /** How many documents are read or written at once, so that a slow pace is an even one. */
    public int atOnce(int most) {
        return perSecond == 0 ? most : (int) Math.max(1, Math.min(most, perSecond));
    }
}
