package io.slipcover.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log of requests: one line for each. A thread of its own makes the lines and writes them, so that no event loop waits for a disk.
 * Where the thread does not keep up, lines are dropped and counted.
 */
public final class AccessLog implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(AccessLog.class);

    /** How many requests may wait for their lines. */
    static final int MOST_WAITING = 8_192;

    /** How long the thread rests. An event loop never wakes it, because waking a thread costs more than the rest of the request's record. */
    private static final long REST_MILLISECONDS = 50;

    private static final long PATIENCE_MILLISECONDS = 5_000;

    private final AccessLogFormat format;
    private final @Nullable Path file;
    private final AddressForm addresses;
    private final BlockingQueue<AccessLogEntry> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final LongAdder dropped = new LongAdder();
    private final Thread thread = new Thread(this::run, "slipcover-access-log");

    private OutputStream output;
    private boolean broken;
    private volatile boolean opensAgain;
    private volatile boolean ends;

    private AccessLog(AccessLogFormat format, AddressForm addresses, @Nullable Path file, OutputStream output) {
        this.format = format;
        this.addresses = addresses;
        this.file = file;
        this.output = output;
        thread.setDaemon(true);
    }

    /**
     * A log that writes to a file, behind what is there.
     *
     * @throws IOException where the file cannot be opened
     */
    public static AccessLog toFile(AccessLogFormat format, AddressForm addresses, Path file) throws IOException {
        return started(new AccessLog(format, addresses, file, open(file)));
    }

    /** A log that writes to standard output, or to standard error. */
    public static AccessLog toStream(AccessLogFormat format, AddressForm addresses, boolean standardError) {
        return to(
                format,
                addresses,
                new BufferedOutputStream(
                        new FileOutputStream(standardError ? FileDescriptor.err : FileDescriptor.out)));
    }

    /** A log that writes to this stream. */
    static AccessLog to(AccessLogFormat format, AddressForm addresses, OutputStream output) {
        return started(new AccessLog(format, addresses, null, output));
    }

    private static AccessLog started(AccessLog log) {
        log.thread.start();
        return log;
    }

    private static OutputStream open(Path file) throws IOException {
        return new BufferedOutputStream(
                Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    }

    /** Has a line written for a request, unless too many wait already. */
    void add(AccessLogEntry entry) {
        if (!waiting.offer(entry)) {
            dropped.increment();
        }
    }

    /** How many lines were dropped. */
    long dropped() {
        return dropped.sum();
    }

    /** Opens the file again before the next line, because somebody may have moved it away. */
    public void openAgain() {
        opensAgain = true;
    }

    private void run() {
        List<AccessLogEntry> taken = new ArrayList<>();
        while (true) {
            boolean last = ends;
            waiting.drainTo(taken);
            write(taken);
            taken.clear();
            if (last) {
                return;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(REST_MILLISECONDS);
            } catch (InterruptedException closing) {
                // The loop looks at what is left.
            }
        }
    }

    private void write(List<AccessLogEntry> entries) {
        try {
            Path again = file;
            if (opensAgain && again != null) {
                opensAgain = false;
                output.close();
                output = open(again);
            }
            StringBuilder lines = new StringBuilder();
            for (AccessLogEntry entry : entries) {
                format.append(lines, entry, addresses);
            }
            output.write(lines.toString().getBytes(UTF_8));
            output.flush();
            broken = false;
        } catch (IOException failure) {
            dropped.add(entries.size());
            if (!broken) {
                LOGGER.atError().addKeyValue("cause", failure).log("the access log cannot be written");
            }
            broken = true;
            opensAgain = true;
        }
    }

    /** Writes what waits, and ends. */
    @Override
    public void close() {
        ends = true;
        thread.interrupt();
        try {
            thread.join(PATIENCE_MILLISECONDS);
            if (file != null) {
                output.close();
            }
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
        } catch (IOException exception) {
            LOGGER.atError().addKeyValue("cause", exception).log("the access log cannot be written");
        }
    }
}
