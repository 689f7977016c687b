package io.slipcover.server;

import io.netty.channel.EventLoop;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The watch over one event loop. The event loop is to look at its watch once a second. How late it does so is how long a client may wait
 * for the event loop.
 */
final class EventLoopWatch {
    static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    /** After how many looks the worst of the looks before is forgotten. */
    private static final int WINDOW = 30;

    private final LongSupplier clock;
    private volatile long due;
    private volatile long worst;
    private volatile long worstBefore;
    private int looks;

    /** @param clock tells nanoseconds, as {@link System#nanoTime} does */
    EventLoopWatch(LongSupplier clock) {
        this.clock = clock;
        this.due = clock.getAsLong() + SECOND;
    }

    /** A watch that an event loop looks at from now on, and does something else at each look. */
    static EventLoopWatch over(EventLoop eventLoop, Runnable also) {
        EventLoopWatch watch = new EventLoopWatch(System::nanoTime);
        var looking = eventLoop.scheduleWithFixedDelay(
                () -> {
                    watch.look();
                    also.run();
                },
                SECOND,
                SECOND,
                TimeUnit.NANOSECONDS);
        assert looking != null;
        return watch;
    }

    /** The event loop looks at the watch. */
    void look() {
        long now = clock.getAsLong();
        if (++looks == WINDOW) {
            looks = 0;
            worstBefore = worst;
            worst = 0;
        }
        worst = Math.max(worst, now - due);
        due = now + SECOND;
    }

    /** How late the event loop is, in nanoseconds; 0 where it is not. */
    private long overdue() {
        return Math.max(0, clock.getAsLong() - due);
    }

    /** How late the event loop has been at most in the last half minute or more, in nanoseconds; how late it is, where that is worse. */
    long lag() {
        return Math.max(overdue(), Math.max(worst, worstBefore));
    }

    /** Whether the event loop gets on with its work. */
    boolean isAlive(long patience) {
        return overdue() < patience;
    }
}
