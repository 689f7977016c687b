package io.slipcover.upstream;

import io.netty.channel.unix.Errors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file descriptors of this process. Each connection takes one, and their number is limited. */
final class Descriptors {
    private static final Logger LOGGER = LoggerFactory.getLogger(Descriptors.class);

    private static final long SILENCE = TimeUnit.MINUTES.toNanos(1);

    /** {@code ENFILE} and {@code EMFILE}: the machine has no descriptor left, and this process has none. */
    private static final int NONE_ON_MACHINE = 23;

    private static final int NONE_IN_PROCESS = 24;

    /** The same in Java's own words. */
    private static final String TOO_MANY = "Too many open files";

    /** When the log told of it, by {@link System#nanoTime}; 0: it never did. */
    private static final AtomicLong TOLD = new AtomicLong();

    private Descriptors() {}

    /** Has the class loaded, and what it refers to. */
    static void load() {
        areUsedUp(new IllegalStateException());
    }

    /** Whether something failed because no descriptor was left. */
    static boolean areUsedUp(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Errors.NativeIoException told
                    && (Math.abs(told.expectedErr()) == NONE_IN_PROCESS
                            || Math.abs(told.expectedErr()) == NONE_ON_MACHINE)) {
                return true;
            }
            String message = cause.getMessage();
            if (message != null && message.contains(TOO_MANY)) {
                return true;
            }
        }
        return false;
    }

    /** Tells the operator that no descriptor was left. The log says so once a minute at most. */
    static void tellUsedUp() {
        long now = System.nanoTime();
        long before = TOLD.get();
        if ((before == 0 || now - before > SILENCE) && TOLD.compareAndSet(before, now | 1)) {
            LOGGER.error("out of file descriptors: new clients wait, and requests may end with 503;"
                    + " ulimit -n or LimitNOFILE= gives the program more");
        }
    }
}
