package io.slipcover.upstream;

import io.netty.channel.unix.Errors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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

    private static final Path LIMITS = Path.of("/proc/self/limits");
    private static final Path OPEN = Path.of("/proc/self/fd");

    /** The line of the limit that holds now, which is the first of two numbers; or a word where there is none. */
    private static final Pattern LIMIT = Pattern.compile("(?m)^Max open files +([0-9]+) ");

    /**
     * Descriptors for what is opened later and is no connection of a client or to CouchDB: files, and connections to the admin address. The
     * transports may also accept 16 clients more than they are asked for, each with a connection to CouchDB.
     */
    private static final int OTHERS = 64;

    private Descriptors() {}

    /**
     * How many connections of clients there may be, so that each of them finds a descriptor left for a connection to CouchDB: half of what
     * is free now. Without an end where the system does not tell.
     */
    static int forClients() {
        try (Stream<Path> open = Files.list(OPEN)) {
            Matcher limit = LIMIT.matcher(Files.readString(LIMITS));
            return limit.find() ? forClients(Long.parseLong(limit.group(1)), open.count()) : Integer.MAX_VALUE;
        } catch (IOException noLinux) {
            return Integer.MAX_VALUE;
        }
    }

    static int forClients(long limit, long open) {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, (limit - open - OTHERS) / 2));
    }

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

    /** Tells the operator that no descriptor was left. */
    static void tellUsedUp() {
        tell("out of file descriptors: new clients wait, and requests may end with 503;"
                + " ulimit -n or LimitNOFILE= gives the program more");
    }

    /** Tells the operator that the descriptors that are left are for connections to CouchDB. */
    static void tellShort() {
        tell("file descriptors are short: new clients wait until others leave;"
                + " ulimit -n or LimitNOFILE= gives the program more");
    }

    /** Tells the operator. The log says so once a minute at most. */
    private static void tell(String problem) {
        long now = System.nanoTime();
        long before = TOLD.get();
        if ((before == 0 || now - before > SILENCE) && TOLD.compareAndSet(before, now | 1)) {
            LOGGER.error(problem);
        }
    }
}
