package io.slipcover.cli;

import static java.util.Objects.requireNonNull;

import io.slipcover.catalog.Databases;
import io.slipcover.config.Configuration;
import io.slipcover.config.Quarantine;
import io.slipcover.couch.Attempts;
import io.slipcover.couch.CouchDb;
import io.slipcover.couch.CouchException;
import io.slipcover.couch.Database;
import io.slipcover.couch.DatabaseNames;
import io.slipcover.progress.Progress;
import io.slipcover.progress.Unheard;
import io.slipcover.stats.DatabaseStatistics;
import io.slipcover.stats.Statistics;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * What is stored in which shape, in the databases that were looked at.
 *
 * @param counts what they hold together
 * @param databases how many were looked at
 * @param isAll whether these are all databases that the configuration names
 * @param waiting how many revisions wait in the quarantine, by the release of their clients; null: nobody has looked
 */
record StoredShapes(
        Statistics counts,
        long databases,
        boolean isAll,
        @Nullable Map<String, Long> waiting) {
    private static final int NOT_FOUND = 404;

    StoredShapes {
        requireNonNull(counts, "counts");
        waiting = waiting == null ? null : Map.copyOf(waiting);
    }

    /** What nobody has looked at. */
    static StoredShapes unknown(Configuration configuration) {
        return new StoredShapes(
                new Statistics(configuration.catalog()),
                0,
                false,
                configuration.settings().quarantine() == null ? Map.of() : null);
    }

    /**
     * Reads databases, and the quarantine where there is one.
     *
     * @param named the databases that the user names; unless the user asks for all
     */
    static StoredShapes read(
            Configuration configuration, DatabaseOptions options, List<String> named, Progress progress)
            throws IOException, InterruptedException {
        CouchDb couch = options.couch(configuration);
        Quarantine quarantine = configuration.settings().quarantine();
        Map<String, Long> waiting = quarantine == null ? Map.of() : QuarantinedReleases.read(couch, quarantine);
        Databases configured = configuration.catalog().databases();
        Statistics counts = new Statistics(configuration.catalog());
        DatabaseStatistics reader = new DatabaseStatistics(configuration.catalog(), Attempts.USUAL);
        if (!options.all()) {
            for (String name : named) {
                counts.add(reader.read(new Database(couch, name), new Unheard()));
                progress.did(1);
            }
            return new StoredShapes(counts, named.size(), configured.areAmong(named), waiting);
        }
        DatabaseNames names = new DatabaseNames(couch, configured);
        LongAdder databases = new LongAdder();
        names.forEach(name -> {
            databases.add(addUnlessGone(reader, new Database(couch, name), counts) ? 1 : 0);
            progress.did(1);
        });
        return new StoredShapes(counts, databases.sum(), true, waiting);
    }

    /** Adds what a database holds, unless somebody has deleted the database since it was listed. */
    private static boolean addUnlessGone(DatabaseStatistics reader, Database database, Statistics counts)
            throws IOException, InterruptedException {
        try {
            counts.add(reader.read(database, new Unheard()));
            return true;
        } catch (CouchException exception) {
            // A server may also answer so because it does not know the question.
            if (exception.status() != NOT_FOUND || database.exists()) {
                throw exception;
            }
            return false;
        }
    }
}
