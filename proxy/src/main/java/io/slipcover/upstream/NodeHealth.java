package io.slipcover.upstream;

import io.slipcover.config.Health;
import java.util.HashSet;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one node's health. A node that cannot be connected to is left alone at once, and so is a node that fails some times in a
 * row. When the pause is over, one request or one health check tries the node. If that fails, the next pause is twice as long. If it
 * succeeds, the node is back, and the next failure counts as the last of a row until a request has been answered whole.
 *
 * <p>All event loops share this object. A node that is well costs a request two volatile reads.
 */
final class NodeHealth {
    /** How many failures in a row are too many. */
    static final int FAILURES = 3;

    /** How many failed health checks in a row are too many. */
    static final int FAILED_CHECKS = 2;

    /** How many different things have to be answered with 500 in a row: one thing may be broken on each node. */
    static final int BROKEN_TARGETS = 5;

    /** A node that was well for so many of the longest pauses begins with the first pause again. */
    private static final int FORGIVING = 2;

    private static final int MOST_DOUBLINGS = 20;

    /** What a node's condition has become. */
    record Change(Condition condition, String reason) {}

    private final LongSupplier clock;
    private final DoubleSupplier chance;

    private volatile Health times;

    private volatile Condition condition = Condition.UNKNOWN;

    /** Grows each time that the node is left alone, so that answers to earlier requests do not count as signs of life. */
    private volatile int era;

    /** Whether something has gone wrong since the last request that was answered whole. */
    private volatile boolean inARow;

    private int failures;
    private final Set<Integer> brokenTargets = new HashSet<>();
    private int failedChecks;

    /** How often in short sequence the node has been left alone, less one. */
    private int doublings;

    private boolean onTrial;
    private volatile long until;
    private long since;

    /**
     * The health of a node that nobody has heard of.
     *
     * @param clock the time in nanoseconds
     * @param chance numbers from 0 to 1, so that several Slipcovers do not try a node in step
     */
    NodeHealth(Health times, LongSupplier clock, DoubleSupplier chance) {
        this.times = times;
        this.clock = clock;
        this.chance = chance;
        this.since = clock.getAsLong();
    }

    /** Takes other times for all pauses from now on. */
    void take(Health others) {
        times = others;
    }

    Condition condition() {
        return condition;
    }

    /** What {@link #answered} and {@link #failed} are told of a request that begins now. */
    int era() {
        return era;
    }

    /** When the pause of a node that is left alone is over. */
    long until() {
        return until;
    }

    /** Whether the pause is over. */
    boolean isDue() {
        return condition == Condition.LEFT_ALONE && clock.getAsLong() - until >= 0;
    }

    /** Takes the one trial that there is after a pause. */
    synchronized boolean takeTrial() {
        if (!isDue()) {
            return false;
        }
        onTrial = true;
        until = clock.getAsLong() + pause();
        return true;
    }

    /** The node has begun an answer that is no sign of trouble. */
    @Nullable
    Change answering(int begun) {
        return condition == Condition.LEFT_ALONE || condition == Condition.UNKNOWN ? alive(begun) : null;
    }

    /** The node has given such an answer to its end. */
    void answered(int begun) {
        if (inARow) {
            recovered(begun);
        }
    }

    private synchronized @Nullable Change alive(int begun) {
        return begun == era ? well() : null;
    }

    private synchronized void recovered(int begun) {
        if (begun == era) {
            forget();
        }
    }

    private void forget() {
        inARow = false;
        failures = 0;
        brokenTargets.clear();
    }

    /**
     * The node could not be connected to.
     *
     * @return what is news of the node, if anything
     */
    synchronized @Nullable Change unreachable(String reason) {
        return leaveAlone(reason);
    }

    /** The node failed at a request: it broke the connection, was silent, or said that it cannot serve. */
    synchronized @Nullable Change failed(int begun, String reason) {
        if (begun != era) {
            return null;
        }
        if (condition == Condition.LEFT_ALONE) {
            return leaveAlone(reason);
        }
        inARow = true;
        failures++;
        return failures >= FAILURES ? leaveAlone(reason) : null;
    }

    /**
     * The node failed at something that may be the request's own fault. The same thing counts once in a row.
     *
     * @param target what was asked for
     */
    synchronized @Nullable Change broke(int begun, String target, String reason) {
        if (begun != era || condition == Condition.LEFT_ALONE) {
            return null;
        }
        inARow = true;
        brokenTargets.add(target.hashCode());
        return brokenTargets.size() >= BROKEN_TARGETS ? leaveAlone(reason) : null;
    }

    /** A health check that began in this era found the node well. */
    synchronized @Nullable Change checkedWell(int begun) {
        if (begun != era) {
            return null;
        }
        failedChecks = 0;
        return well();
    }

    /** A health check that began in this era found a node that answers and wants no new requests. */
    synchronized @Nullable Change checkedDraining(int begun, String reason) {
        if (begun != era) {
            return null;
        }
        failedChecks = 0;
        onTrial = false;
        if (condition == Condition.DRAINING) {
            return null;
        }
        condition = Condition.DRAINING;
        return new Change(Condition.DRAINING, reason);
    }

    /** A health check had no answer, or a bad one. */
    synchronized @Nullable Change checkFailed(String reason) {
        failedChecks++;
        return failedChecks >= FAILED_CHECKS || condition == Condition.LEFT_ALONE ? leaveAlone(reason) : null;
    }

    /** Whether the last check failed, so that the next one is urgent. */
    synchronized boolean isDoubtful() {
        return failedChecks > 0;
    }

    private @Nullable Change well() {
        Condition before = condition;
        if (before == Condition.WELL) {
            return null;
        }
        condition = Condition.WELL;
        onTrial = false;
        since = clock.getAsLong();
        forget();
        if (before == Condition.LEFT_ALONE) {
            inARow = true;
            failures = FAILURES - 1;
        }
        return before == Condition.UNKNOWN ? null : new Change(Condition.WELL, "it answers again");
    }

    private synchronized @Nullable Change leaveAlone(String reason) {
        if (condition == Condition.LEFT_ALONE) {
            if (onTrial) {
                onTrial = false;
                doublings++;
                until = clock.getAsLong() + pause();
            }
            return null;
        }
        long longest = times.longestPause().toNanos();
        boolean again = condition != Condition.UNKNOWN && era != 0 && clock.getAsLong() - since < FORGIVING * longest;
        doublings = again ? doublings + 1 : 0;
        condition = Condition.LEFT_ALONE;
        era++;
        onTrial = false;
        forget();
        until = clock.getAsLong() + pause();
        return new Change(Condition.LEFT_ALONE, reason);
    }

    /** Between half and all of what the doublings say. */
    private long pause() {
        double doubled = (double) times.pause().toNanos() * (1L << Math.min(doublings, MOST_DOUBLINGS));
        double most = Math.min(doubled, (double) times.longestPause().toNanos());
        return (long) (most * (0.5 + chance.getAsDouble() / 2));
    }
}
