package io.slipcover.report;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * The log of faults. The first of a kind is a line. Those that follow are counted: as long as they come, one line a minute says how many
 * there were. When none has come for a minute, a last line says how many there were in all. So an outage of an hour is sixty lines,
 * however many clients ask meanwhile. All event loops share this object.
 *
 * <p>What is expected to happen has no stack trace. What nobody has foreseen has one, in its first line alone.
 */
public final class FaultLog {
    private static final Logger LOGGER = LoggerFactory.getLogger(FaultLog.class);

    /** How many kinds are told apart at the same time. There are a few for each node. */
    private static final int MOST = 256;

    private final Map<Fault, Repeats> open = new ConcurrentHashMap<>();
    private final Executor inAMinute;

    FaultLog() {
        this(CompletableFuture.delayedExecutor(1, TimeUnit.MINUTES));
    }

    /** @param inAMinute runs what it is given when a minute has passed */
    FaultLog(Executor inAMinute) {
        this.inAMinute = inAMinute;
    }

    /** Tells of a fault that is expected to happen. */
    public void tell(Fault fault) {
        if (isNews(fault)) {
            line(fault.level(), fault).log(fault.message());
        }
    }

    /** Tells of a fault that is expected to happen, and in the first line what has caused it. */
    public void tell(Fault fault, Throwable cause) {
        if (isNews(fault)) {
            line(fault.level(), fault).addKeyValue("cause", shown(cause)).log(fault.message());
        }
    }

    /** Tells of a fault that is expected to happen, and in the first line what somebody else said of it. */
    public void tell(Fault fault, String said) {
        if (isNews(fault)) {
            line(fault.level(), fault).addKeyValue("said", LogText.of(said)).log(fault.message());
        }
    }

    /** Tells of a failure that nobody has foreseen. */
    public void unexpected(String message, Throwable failure) {
        unexpected(message, "", failure);
    }

    /**
     * Tells of a failure that nobody has foreseen.
     *
     * @param where the node of CouchDB or the release that it is about
     */
    public void unexpected(String message, Object where, Throwable failure) {
        Fault fault = Fault.unexpected(message, where.toString(), failure);
        if (isNews(fault)) {
            line(Level.ERROR, fault).setCause(Unquoted.of(failure)).log(message);
        }
    }

    /** Tells the counts that nobody has been told yet, because the process ends. */
    public void tellCounts() {
        open.forEach(this::count);
    }

    /** Whether a line is due, because the fault is not one that goes on. */
    private boolean isNews(Fault fault) {
        while (true) {
            Repeats repeats = open.get(fault);
            if (repeats == null) {
                if (open.size() >= MOST) {
                    return false;
                }
                Repeats begun = new Repeats();
                repeats = open.putIfAbsent(fault, begun);
                if (repeats == null) {
                    inAMinute.execute(() -> look(fault, begun));
                    return true;
                }
            }
            if (repeats.add()) {
                return false;
            }
        }
    }

    private void look(Fault fault, Repeats repeats) {
        if (count(fault, repeats)) {
            inAMinute.execute(() -> look(fault, repeats));
            return;
        }
        open.remove(fault, repeats);
        long all = repeats.end();
        if (all > 1) {
            line(Level.INFO, fault).addKeyValue("times", all).log("no more for a minute: " + fault.message());
        }
    }

    /** Says how many there were since the last line. Gives whether there was any. */
    private boolean count(Fault fault, Repeats repeats) {
        long more = repeats.takeUntold();
        if (more > 0) {
            line(fault.level(), fault).addKeyValue("more", more).log("again: " + fault.message());
        }
        return more > 0;
    }

    private static LoggingEventBuilder line(Level level, Fault fault) {
        LoggingEventBuilder line = LOGGER.atLevel(level);
        if (!fault.where().isEmpty()) {
            line = line.addKeyValue("at", LogText.of(fault.where()));
        }
        return line.addKeyValue("reason", LogText.of(fault.reason()));
    }

    /** What a cause says, unless it may quote what came over the wire. */
    private static String shown(Throwable cause) {
        boolean quotes = !(cause instanceof IOException)
                || (cause instanceof SSLException && !(cause instanceof SSLHandshakeException));
        return quotes ? cause.getClass().getName() : LogText.of(cause.toString());
    }

    /** How often a fault has come while it goes on. */
    private static final class Repeats {
        private long all = 1;
        private long untold;
        private boolean over;

        /** Counts one more. Gives false where the last line has been written: this one is then the first of others. */
        synchronized boolean add() {
            if (over) {
                return false;
            }
            all++;
            untold++;
            return true;
        }

        synchronized long takeUntold() {
            long taken = untold;
            untold = 0;
            return taken;
        }

        synchronized long end() {
            over = true;
            return all;
        }
    }
}
