package io.slipcover.cli;

import io.slipcover.catalog.Databases;
import io.slipcover.config.Configuration;
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

/**
 * What is stored in which shape, in the databases that were looked at.
 *
 * @param counts what they hold together
 * @param isAll whether these are all databases that the configuration names
 */
record StoredShapes(Statistics counts, boolean isAll) {
    private static final int NOT_FOUND = 404;

    /** What nobody has looked at. */
    static StoredShapes unknown(Configuration configuration) {
        return new StoredShapes(new Statistics(configuration.catalog()), false);
    }

    /**
     * Reads databases.
     *
     * @param named the databases that the user names; unless the user asks for all
     */
    static StoredShapes read(
            Configuration configuration, DatabaseOptions options, List<String> named, Progress progress)
            throws IOException, InterruptedException {
        CouchDb couch = options.couch(configuration);
        Databases configured = configuration.catalog().databases();
        Statistics counts = new Statistics(configuration.catalog());
        DatabaseStatistics reader = new DatabaseStatistics(configuration.catalog(), Attempts.USUAL);
        if (!options.all()) {
            for (String name : named) {
                counts.add(reader.read(new Database(couch, name), new Unheard()));
                progress.did(1);
            }
            return new StoredShapes(counts, configured.areAmong(named));
        }
        DatabaseNames names = new DatabaseNames(couch, configured);
        for (DatabaseNames.Page page = names.after(""); page.last() != null; page = names.after(page.last())) {
            for (String name : page.names()) {
                addUnlessGone(reader, new Database(couch, name), counts);
                progress.did(1);
            }
        }
        return new StoredShapes(counts, true);
    }

    /** Adds what a database holds, unless somebody has deleted the database since it was listed. */
    private static void addUnlessGone(DatabaseStatistics reader, Database database, Statistics counts)
            throws IOException, InterruptedException {
        try {
            counts.add(reader.read(database, new Unheard()));
        } catch (CouchException exception) {
            if (exception.status() != NOT_FOUND) {
                throw exception;
            }
        }
    }
}
