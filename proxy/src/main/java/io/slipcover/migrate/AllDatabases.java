package io.slipcover.migrate;

import io.slipcover.couch.Attempts;
import io.slipcover.couch.CouchDb;
import io.slipcover.couch.CouchException;
import io.slipcover.couch.Database;
import io.slipcover.couch.DatabaseNames;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.progress.Progress;
import io.slipcover.progress.Unheard;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The migration of all databases that a configuration names, several at once. It holds a page of names, however many there are. The first of the
 * databases keeps how far the migration is, so that another run goes on there.
 */
public final class AllDatabases {
    private static final Logger LOGGER = LoggerFactory.getLogger(AllDatabases.class);
    private static final String ID = "slipcover-migration-all";
    private static final JsonName LENSES = JsonName.of("lenses");
    private static final JsonName BEHIND = JsonName.of("behind");
    private static final Duration BETWEEN_MARKS = Duration.ofSeconds(2);
    private static final int MOST_FAILURES = 10;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    /** The answers to a question for the mark with which the migration goes on: the first database is closed or gone, or another run marks, too. */
    private static final Set<Integer> WITHOUT_MARK = Set.of(FORBIDDEN, NOT_FOUND, CONFLICT);

    private final CouchDb couch;
    private final DatabaseNames names;
    private final DatabaseMigration.Options options;
    private final Progress progress;
    private final Counts counts = new Counts();
    private @Nullable Database keeper;
    private long databases;
    private int failuresInARow;
    private long refusedBefore;
    private boolean whole = true;
    private boolean gap;
    private boolean toldOfMark;
    private String behind = "";
    private long marked = System.nanoTime();

    public AllDatabases(CouchDb couch, DatabaseNames names, DatabaseMigration.Options options, Progress progress) {
        this.couch = couch;
        this.names = names;
        this.options = options;
        this.progress = progress;
    }

    /**
     * How the migration ended.
     *
     * @param databases how many databases were looked at
     * @param whole whether it came to its end
     * @param last the last database up to which nothing is left to do: the next run goes on behind it
     * @param resumed whether it went on where an earlier run was
     * @param refusedBefore how many leaves earlier runs left as they were
     */
    public record Ending(
            Counts counts, long databases, boolean whole, String last, boolean resumed, long refusedBefore) {}

    /** A database that is done; no ending: it has failed, or there is no such database any more. */
    private record Done(
            String name,
            DatabaseMigration.@Nullable Ending ending,
            @Nullable IOException failure) {}

    /** Migrates the databases, or as many as there is time for. */
    public Ending run() throws IOException, InterruptedException {
        DatabaseNames.Page page = options.attempts().make(() -> names.after(""));
        String begin = beginning(page);
        if (!begin.isEmpty()) {
            page = options.attempts().make(() -> names.after(begin));
        }
        behind = begin;
        try (InOrder<Done> open = new InOrder<>(options.concurrency(), this::take)) {
            while (!options.stop().isWanted() && page.last() != null) {
                for (String name : page.names()) {
                    if (!options.stop().isWanted()) {
                        if (keeper == null) {
                            keeper = new Database(couch, name);
                        }
                        open.give(() -> migrate(name));
                    }
                }
                String last = page.last();
                page = options.attempts().make(() -> names.after(last));
            }
            open.finish();
        }
        whole &= !options.stop().isWanted();
        if (whole) {
            forget();
        } else {
            mark();
        }
        return new Ending(counts, databases, whole, behind, !begin.isEmpty(), refusedBefore);
    }

    /** Where to begin: behind the database that the first one names. Looks for that first one as far as needed. */
    private String beginning(DatabaseNames.Page first) throws IOException, InterruptedException {
        DatabaseNames.Page page = first;
        while (page.names().isEmpty() && page.last() != null) {
            String last = page.last();
            page = options.attempts().make(() -> names.after(last));
        }
        if (page.names().isEmpty()) {
            return "";
        }
        Database found = new Database(couch, page.names().get(0));
        keeper = found;
        if (options.rehearses() || options.again()) {
            return "";
        }
        Optional<JsonObject> mark = marking(found, () -> Optional.ofNullable(found.local(ID)));
        return mark.filter(same -> options.schema().digest().equals(same.string(LENSES)))
                .map(same -> same.string(BEHIND))
                .orElse("");
    }

    private Done migrate(String name) throws IOException, InterruptedException {
        try {
            Database database = new Database(couch, name);
            return new Done(name, new DatabaseMigration(database, options.oneByOne(), new Unheard()).run(), null);
        } catch (CouchException exception) {
            if (exception.status() == UNAUTHORIZED) {
                throw exception; // All others would fail alike.
            }
            return new Done(name, null, exception.status() == NOT_FOUND ? null : exception);
        } catch (IOException exception) {
            return new Done(name, null, exception);
        }
    }

    private void take(Done done) throws IOException, InterruptedException {
        databases++;
        progress.did(1);
        IOException failure = done.failure();
        if (failure != null) {
            counts.failed(done.name(), String.valueOf(failure.getMessage()));
            gap = true;
            failuresInARow++;
            if (failuresInARow >= MOST_FAILURES) {
                markBefore(failure);
                throw failure; // CouchDB is away, or all others fail alike.
            }
            return;
        }
        failuresInARow = 0;
        DatabaseMigration.Ending ending = done.ending();
        if (ending != null) {
            counts.add(ending.counts());
            refusedBefore += ending.refusedBefore();
            whole &= ending.whole();
            gap |= leavesSomething(ending);
        }
        if (!gap) {
            behind = done.name();
            if (System.nanoTime() - marked >= BETWEEN_MARKS.toNanos()) {
                mark();
            }
        }
    }

    /** Whether the next run has to look at the database again, so that its exit status tells of what this one left. */
    private static boolean leavesSomething(DatabaseMigration.Ending ending) {
        return !ending.whole() || ending.counts().refused() > 0 || ending.refusedBefore() > 0;
    }

    private void mark() throws IOException, InterruptedException {
        Database found = keeper;
        if (found != null && !options.rehearses() && !behind.isEmpty()) {
            JsonObject mark = JsonObject.empty();
            mark.add(LENSES, JsonSlice.string(options.schema().digest()));
            mark.add(BEHIND, JsonSlice.string(behind));
            marking(found, () -> {
                found.putLocal(ID, mark);
                return Optional.of(mark);
            });
            marked = System.nanoTime();
        }
    }

    private void forget() throws IOException, InterruptedException {
        Database found = keeper;
        if (found != null && !options.rehearses()) {
            marking(found, () -> {
                found.deleteLocal(ID);
                return Optional.empty();
            });
        }
    }

    /** Marks how far the migration is before it ends with a failure, which stays the one that is told. */
    private void markBefore(IOException failure) throws InterruptedException {
        try {
            mark();
        } catch (IOException another) {
            failure.addSuppressed(another);
        }
    }

    /** Reads, writes or removes the mark. The migration goes on without it where the first database does not let anybody do so. */
    private Optional<JsonObject> marking(Database first, Attempts.Attempt<Optional<JsonObject>> attempt)
            throws IOException, InterruptedException {
        try {
            return options.attempts().make(attempt);
        } catch (CouchException exception) {
            if (!WITHOUT_MARK.contains(exception.status())) {
                throw exception;
            }
            if (!toldOfMark) {
                LOGGER.atWarn()
                        .addKeyValue("database", first.name())
                        .addKeyValue("reason", exception.getMessage())
                        .log("the database does not keep how far the migration of all databases is");
                toldOfMark = true;
            }
            return Optional.empty();
        }
    }
}
