package io.slipcover.imports;

import static java.util.Objects.requireNonNull;

import io.slipcover.catalog.Release;
import io.slipcover.couch.Database;
import org.jspecify.annotations.Nullable;

/**
 * A database with copies.
 *
 * @param release the release whose shapes the copies have; null: each copy tells its version, in its id or in its number
 */
public record Source(Database database, @Nullable Release release) {
    public Source {
        requireNonNull(database, "database");
    }

    @Override
    public String toString() {
        return release == null ? database.name() : database.name() + "@" + release.name();
    }
}
