package io.slipcover.upstream;

import io.netty.channel.EventLoop;
import io.slipcover.config.Timeouts;
import io.slipcover.report.FaultLog;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The coarse clock of one event loop. With each tick it lets everybody who waits look whether the wait has taken too long. So nobody needs
 * a timer for a request, and nobody reads the time for each piece that comes.
 *
 * <p>The clock counts its ticks. It does not ask how much time has passed: where the process has been stopped for a while, nobody has
 * waited meanwhile, and what came is still to be read.
 */
public final class Ticks {
    /** Someone who may wait for something. */
    @FunctionalInterface
    public interface Waiter {
        /** Looks whether the wait has taken too long. A tick comes for everybody who is told to the clock, also for one who waits for nothing. */
        void tick();
    }

    /** How many ticks fit into the shortest wait. */
    private static final int PARTS = 8;

    private static final long SHORTEST = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long LONGEST = TimeUnit.SECONDS.toNanos(1);

    private final EventLoop eventLoop;
    private final Supplier<Timeouts> timeouts;
    private final FaultLog faults;
    private final Set<Waiter> waiters = new HashSet<>();
    private long now;
    private boolean running;

    /**
     * A clock that stands until somebody waits.
     *
     * @param timeouts gives the times that hold now; a change counts from the next tick on
     * @param faults hears of waiters that fail
     */
    public Ticks(EventLoop eventLoop, Supplier<Timeouts> timeouts, FaultLog faults) {
        this.eventLoop = eventLoop;
        this.timeouts = timeouts;
        this.faults = faults;
    }

    /** The nanoseconds of all ticks so far. */
    long now() {
        return now;
    }

    /** The times that hold now. */
    public Timeouts timeouts() {
        return timeouts.get();
    }

    public void add(Waiter waiter) {
        waiters.add(waiter);
        if (!running) {
            running = true;
            schedule();
        }
    }

    public void remove(Waiter waiter) {
        waiters.remove(waiter);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // A tick never fails.
    private void schedule() {
        long period = Math.max(SHORTEST, Math.min(LONGEST, timeouts().shortest().toNanos() / PARTS));
        eventLoop.schedule(() -> tick(period), period, TimeUnit.NANOSECONDS);
    }

    private void tick(long period) {
        now += period;
        // A waiter may end itself and others.
        for (Waiter waiter : waiters.toArray(new Waiter[0])) {
            if (waiters.contains(waiter)) {
                tick(waiter);
            }
        }
        if (waiters.isEmpty()) {
            running = false;
        } else {
            schedule();
        }
    }

    private void tick(Waiter waiter) {
        try {
            waiter.tick();
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError failure) {
            faults.unexpected("a wait could not be ended", failure);
        }
    }
}
