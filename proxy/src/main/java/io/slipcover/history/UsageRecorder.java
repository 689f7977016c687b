package io.slipcover.history;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The recorder of usage. Once a minute it looks at what was counted, adds the difference to the history, and appends it to a file, if there is
 * one. A thread of its own does so, because no event loop may wait for a disk. What cannot be written is tried again with the next minute.
 */
public final class UsageRecorder implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(UsageRecorder.class);

    /** How long the recorder rests between two looks. */
    private static final Duration REST = Duration.ofMinutes(1);

    /** A time without requests is written when it has become so long. */
    private static final int QUIET_SECONDS = 600;

    /** The most hours that wait to be written. Older ones are then left out of the file. */
    private static final int MOST_WAITING = 48;

    /** How much of a time between two looks counts as watched. A machine that was asleep for longer did not watch. */
    private static final long LONGEST_SECONDS = 600;

    private static final long PATIENCE_MILLISECONDS = 5_000;

    private final Supplier<Map<Client, Counted>> counts;
    private final UsageHistory history;
    private final @Nullable HistoryFile file;
    private final Clock clock;
    private final Thread thread = new Thread(this::run, "slipcover-usage");
    private final Map<Client, Long> before = new HashMap<>();

    /** What was counted and is not in the file yet, by hour. Nobody holds the lock while the disk works. */
    private final TreeMap<Long, Stretch> waiting = new TreeMap<>();

    private Instant watchedUntil;
    private boolean broken;

    /** Whether the last look failed, which is told once. */
    private boolean failing;

    private final CountDownLatch end = new CountDownLatch(1);

    private UsageRecorder(
            Supplier<Map<Client, Counted>> counts, UsageHistory history, @Nullable HistoryFile file, Clock clock) {
        this.counts = counts;
        this.history = history;
        this.file = file;
        this.clock = clock;
        this.watchedUntil = clock.instant();
        thread.setDaemon(true);
    }

    /**
     * Begins to record.
     *
     * @param counts what clients have done since Slipcover started
     * @param path where the history is kept, or null: in memory alone
     * @throws IOException where the file is none of Slipcover's, or cannot be read or written
     */
    public static UsageRecorder start(Supplier<Map<Client, Counted>> counts, @Nullable Path path, Clock clock)
            throws IOException {
        UsageRecorder recorder = waiting(counts, path, clock);
        recorder.thread.start();
        return recorder;
    }

    /** A recorder without a thread, which records when somebody has it do so. */
    static UsageRecorder waiting(Supplier<Map<Client, Counted>> counts, @Nullable Path path, Clock clock)
            throws IOException {
        UsageHistory history = new UsageHistory(clock);
        HistoryFile file = path == null ? null : new HistoryFile(path);
        if (file != null) {
            file.read(history::add);
        }
        UsageRecorder recorder = new UsageRecorder(counts, history, file, clock);
        recorder.shorten();
        return recorder;
    }

    /** The history until now. */
    public UsageHistory history() {
        look();
        return history;
    }

    /** Where the history is kept; null: in memory alone. */
    public @Nullable Path path() {
        return file == null ? null : file.path();
    }

    private void run() {
        try {
            while (!end.await(REST.toMillis(), TimeUnit.MILLISECONDS)) {
                recordAndGoOn();
            }
        } catch (InterruptedException nobodyDoes) {
            Thread.currentThread().interrupt();
        }
    }

    /** Records, whatever comes of it: the next minute is another chance. */
    private void recordAndGoOn() {
        try {
            record(false);
        } catch (RuntimeException | Error failure) {
            tell(failure);
        }
    }

    /** Tells that a look failed, unless the look before failed, too. */
    private synchronized void tell(Throwable failure) {
        if (failing) {
            return;
        }
        try {
            LOGGER.atError()
                    .setCause(failure)
                    .log("usage cannot be recorded; what is counted meanwhile is recorded later");
            failing = true;
        } catch (OutOfMemoryError again) {
            failing = false; // The next minute tells it.
        }
    }

    /**
     * Looks at what was counted, and writes what is worth a line.
     *
     * @param all whether to write whatever waits
     */
    void record(boolean all) {
        look();
        List<Stretch> lines = takeLines(all);
        if (file == null || lines.isEmpty()) {
            return;
        }
        boolean written = false;
        try {
            written = write(file, lines);
        } finally {
            if (!written) {
                lines.forEach(this::keepWaiting);
            }
        }
        if (written) {
            shorten();
        }
    }

    /** Takes what waits, where it is worth a line. */
    private synchronized List<Stretch> takeLines(boolean all) {
        boolean worthALine = waiting.values().stream()
                        .anyMatch(stretch -> !stretch.requests().isEmpty())
                || waiting.values().stream().mapToInt(Stretch::seconds).sum() >= QUIET_SECONDS;
        if (!worthALine && !all) {
            return List.of();
        }
        List<Stretch> lines = List.copyOf(waiting.values());
        waiting.clear();
        return lines;
    }

    /** Takes what was counted into the history. Where that fails, the next look takes it. */
    private synchronized void look() {
        try {
            take(clock.instant());
            failing = false;
        } catch (RuntimeException | Error failure) {
            tell(failure);
        }
    }

    private void take(Instant now) {
        Map<Client, Long> seen = new HashMap<>();
        Map<Client, Long> more = new TreeMap<>();
        Map<Client, Instant> last = new TreeMap<>();
        counts.get().forEach((client, counted) -> {
            long added = counted.requests() - before.getOrDefault(client, 0L);
            if (added > 0) {
                seen.put(client, counted.requests());
                more.put(client, added);
                last.put(client, counted.last());
            }
        });
        for (Stretch watched : watched(now)) {
            add(watched);
        }
        if (!more.isEmpty()) {
            add(new Stretch(Stretch.hourOf(now), 0, more, last));
        }
        before.putAll(seen);
    }

    private void add(Stretch stretch) {
        history.add(stretch);
        if (file != null) {
            keepWaiting(stretch);
        }
    }

    /** Has a stretch wait until it can be written. */
    private synchronized void keepWaiting(Stretch stretch) {
        waiting.merge(stretch.hour(), stretch, Stretch::and);
        while (waiting.size() > MOST_WAITING) {
            waiting.pollFirstEntry();
        }
    }

    /** The whole seconds since the last look, by hour. */
    private List<Stretch> watched(Instant now) {
        long since = Math.max(watchedUntil.getEpochSecond(), now.getEpochSecond() - LONGEST_SECONDS);
        List<Stretch> stretches = new ArrayList<>();
        while (since < now.getEpochSecond()) {
            long hour = Math.floorDiv(since, (long) Stretch.HOUR_SECONDS);
            long end = Math.min(now.getEpochSecond(), (hour + 1) * Stretch.HOUR_SECONDS);
            stretches.add(new Stretch(hour, (int) (end - since), Map.of(), Map.of()));
            since = end;
        }
        watchedUntil = now;
        return stretches;
    }

    private boolean write(HistoryFile to, List<Stretch> lines) {
        try {
            to.append(lines);
            broken = false;
        } catch (IOException failure) {
            if (!broken) {
                LOGGER.atError().addKeyValue("cause", failure).log("the history of usage cannot be written");
            }
            broken = true;
        }
        return !broken;
    }

    /** Makes the file anew where it has become long. Where that fails, the file is made anew when it has as many lines more. */
    private void shorten() {
        if (file == null || !file.isLong(history.hours())) {
            return;
        }
        try {
            UsageHistory whole = new UsageHistory(clock);
            file.read(whole::add); // Another Slipcover may have written there, too.
            file.replace(whole.stretches());
        } catch (IOException failure) {
            file.putOff();
            LOGGER.atWarn().addKeyValue("cause", failure).log("the history of usage cannot be made shorter");
        }
    }

    /** Records what has happened since the last look, and ends. */
    @Override
    public void close() {
        end.countDown();
        try {
            thread.join(PATIENCE_MILLISECONDS);
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
        }
        if (!thread.isAlive()) { // Otherwise the disk does not answer, and nobody waits for it any longer.
            record(true);
        }
    }
}
