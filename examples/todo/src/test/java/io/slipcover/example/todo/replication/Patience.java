package io.slipcover.example.todo.replication;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** How long one waits for what others do in the background: on a busy machine that may take a while. */
public final class Patience {
    /** The limit of one wait. */
    public static final long SECONDS_TO_WAIT = 90;

    private static final long MILLIS_BETWEEN_LOOKS = 25;

    private Patience() {}

    /**
     * Waits until something is so.
     *
     * @param what is waited for, and how far it is
     */
    public static void await(Supplier<String> what, BooleanSupplier isSo) {
        long deadline = System.nanoTime() + SECONDS.toNanos(SECONDS_TO_WAIT);
        while (!isSo.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited " + SECONDS_TO_WAIT + " seconds for " + what.get());
            }
            try {
                Thread.sleep(MILLIS_BETWEEN_LOOKS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for " + what.get(), interrupted);
            }
        }
    }
}
