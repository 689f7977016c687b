package io.slipcover.migrate;

import static java.util.Objects.requireNonNull;

import io.slipcover.couch.Attempts;
import io.slipcover.couch.Database;
import io.slipcover.progress.Progress;
import java.io.IOException;
import java.time.Duration;

/**
 * The migration of one database. It follows the feed of changes from the checkpoint to the end. What it writes comes by there once more,
 * together with whatever others have written meanwhile, so a migrated leaf that a concurrent edit has left behind is found and taken back. The
 * migration ends with a stretch of the feed in which nothing was to be written.
 */
public final class DatabaseMigration {
    private static final Duration BETWEEN_CHECKPOINTS = Duration.ofSeconds(2);
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(1);
    private static final int LOOKS = 10;

    private final Database database;
    private final Options options;
    private final Schema schema;
    private final Progress progress;
    private final Counts counts = new Counts();
    private Checkpoint checkpoint;
    private boolean writes;
    private long checkpointed = System.nanoTime();
    private long edited = System.nanoTime();

    /**
     * How databases are migrated.
     *
     * @param rehearses whether nothing is written
     * @param again whether an earlier run counts for nothing
     * @param concurrency how many pages are under way at once
     * @param idle the migration goes on until nobody has edited anything for so long
     */
    public record Options(
            Schema schema,
            Pace pace,
            boolean rehearses,
            boolean again,
            int concurrency,
            Duration idle,
            Attempts attempts,
            Stop stop) {
        public Options {
            requireNonNull(schema, "schema");
            requireNonNull(pace, "pace");
            requireNonNull(idle, "idle");
            requireNonNull(attempts, "attempts");
            requireNonNull(stop, "stop");
        }

        /** The same with one page at a time. */
        Options oneByOne() {
            return new Options(schema, pace, rehearses, again, 1, idle, attempts, stop);
        }
    }

    public DatabaseMigration(Database database, Options options, Progress progress) {
        this.database = database;
        this.options = options;
        this.progress = progress;
        this.schema = options.schema().in(database.name());
        this.checkpoint = Checkpoint.beginning(schema.digest());
    }

    /**
     * How a migration ended.
     *
     * @param whole whether it came to its end
     * @param resumed whether it went on where an earlier run was
     * @param refusedBefore how many leaves earlier runs left as they were
     */
    public record Ending(Counts counts, boolean whole, boolean resumed, long refusedBefore) {}

    /** A page that is done. */
    private record Done(Counts counts, String end, int documents, boolean writes, boolean edited) {}

    /** Migrates the database, or as much of it as there is time for. */
    public Ending run() throws IOException, InterruptedException {
        if (!options.again() && !options.rehearses()) {
            checkpoint = options.attempts().make(() -> Checkpoint.read(database, schema.digest()));
        }
        Checkpoint before = checkpoint;
        boolean whole;
        try (InOrder<Done> pages = new InOrder<>(options.concurrency(), this::take)) {
            whole = follow(pages, checkpoint.since());
            pages.finish();
        }
        if (!checkpoint.equals(before)) {
            save();
        }
        return new Ending(counts, whole, !before.since().equals("0"), before.refused());
    }

    private boolean follow(InOrder<Done> pages, String begin) throws IOException, InterruptedException {
        String since = begin;
        while (!options.stop().isWanted()) {
            String from = since;
            Database.Page page = options.attempts().make(() -> database.changes(from));
            since = page.end();
            if (!page.documents().isEmpty()) {
                pages.give(() -> options.attempts().make(() -> migrate(page)));
            }
            if (page.isLast()) {
                pages.finish();
                if (options.rehearses() || (!writes && isIdle())) {
                    return true;
                }
                writes = false;
            }
        }
        return false;
    }

    /** Whether nobody has edited anything for long enough; waits a moment where not. */
    private boolean isIdle() throws InterruptedException {
        Duration idle = Duration.ofNanos(System.nanoTime() - edited);
        if (idle.compareTo(options.idle()) >= 0) {
            return true;
        }
        Duration look = options.idle().dividedBy(LOOKS);
        Thread.sleep((look.compareTo(LONGEST_LOOK) < 0 ? look : LONGEST_LOOK).toMillis() + 1);
        return false;
    }

    private Done migrate(Database.Page page) throws IOException, InterruptedException {
        PageMigration migration = new PageMigration(database, schema, options.pace(), options.rehearses());
        Counts became = migration.run(page.documents());
        return new Done(
                became,
                page.end(),
                page.documents().size(),
                migration.writes(),
                page.documents().stream().anyMatch(document -> !migration.isOwn(document)));
    }

    private void take(Done done) throws IOException, InterruptedException {
        counts.add(done.counts());
        writes |= done.writes();
        progress.did(done.documents());
        long now = System.nanoTime();
        if (done.edited()) {
            edited = now;
        }
        checkpoint = new Checkpoint(
                checkpoint.lenses(),
                done.end(),
                checkpoint.refused() + done.counts().refused());
        if (now - checkpointed >= BETWEEN_CHECKPOINTS.toNanos()) {
            save();
        }
    }

    private void save() throws IOException, InterruptedException {
        if (!options.rehearses()) {
            options.attempts().make(() -> {
                checkpoint.write(database);
                return checkpoint;
            });
            checkpointed = System.nanoTime();
        }
    }
}
