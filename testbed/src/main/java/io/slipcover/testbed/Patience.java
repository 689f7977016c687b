package io.slipcover.testbed;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * The patience of tests: how long a test waits for others who work in the background. On a busy machine that work may
 * take a while.
 */
public final class Patience {
    /** The limit of one wait. */
    public static final long SECONDS_TO_WAIT = 90;

    private static final long MILLIS_BETWEEN_LOOKS = 25;
    private static final int LOOKS_AT_A_STANDSTILL = 20;

    private Patience() {}

    /**
     * Waits until a condition holds.
     *
     * @param what says what the test waits for, and how far that is
     */
    public static void await(Supplier<String> what, Condition condition) {
        long deadline = System.nanoTime() + SECONDS.toNanos(SECONDS_TO_WAIT);
        try {
            while (!condition.isSo()) {
                if (System.nanoTime() > deadline) {
                    throw inVain(what.get());
                }
                Thread.sleep(MILLIS_BETWEEN_LOOKS);
            }
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Waits until others have counted the latch down. */
    public static void await(CountDownLatch latch) {
        try {
            if (!latch.await(SECONDS_TO_WAIT, SECONDS)) {
                throw inVain(latch.toString());
            }
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
        }
    }

    /** Waits for the next element that others put into the queue, and takes it. */
    public static <T> T next(BlockingQueue<T> queue) {
        try {
            T next = queue.poll(SECONDS_TO_WAIT, SECONDS);
            if (next == null) {
                throw inVain("something to come");
            }
            return next;
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
        }
    }

    /** Waits until a number has begun to grow and has then stood still for half a second. Gives the number. */
    public static int awaitStandstill(String what, IntSupplier number) {
        int[] last = {0};
        int[] looks = {0};
        await(() -> what + " to stand still, it is " + last[0], () -> {
            int now = number.getAsInt();
            looks[0] = now > 0 && now == last[0] ? looks[0] + 1 : 0;
            last[0] = now;
            return looks[0] == LOOKS_AT_A_STANDSTILL;
        });
        return last[0];
    }

    /** A condition that a test looks at again and again. */
    @FunctionalInterface
    public interface Condition {
        boolean isSo() throws IOException, InterruptedException;
    }

    private static AssertionError inVain(String what) {
        return new AssertionError("waited " + SECONDS_TO_WAIT + " seconds for " + what);
    }

    private static IllegalStateException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted while waiting", cause);
    }
}
