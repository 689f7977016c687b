package io.slipcover.stats;

import io.slipcover.catalog.Catalog;
import io.slipcover.couch.Attempts;
import io.slipcover.couch.ChangedDocument;
import io.slipcover.couch.Database;
import io.slipcover.couch.Database.Leaf;
import io.slipcover.document.Readings;
import io.slipcover.document.Readings.Unshowable;
import io.slipcover.document.StoredKind;
import io.slipcover.envelope.ExceededLimit;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.progress.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The reader of one database, page by page, who counts what is stored in which version. */
public final class DatabaseStatistics {
    private static final JsonName ID = JsonName.of("_id");
    private static final JsonName REVISION = JsonName.of("_rev");
    private static final JsonName DELETED = JsonName.of("_deleted");

    private final Catalog catalog;
    private final StoredKind storedKind;
    private final Readings readings;
    private final Attempts attempts;

    public DatabaseStatistics(Catalog catalog, Attempts attempts) {
        this.catalog = catalog;
        this.storedKind = new StoredKind(catalog);
        this.readings = new Readings(catalog);
        this.attempts = attempts;
    }

    /** Reads a database. */
    public Statistics read(Database database, Progress progress) throws IOException, InterruptedException {
        // In some databases, documents may have types of their own.
        DatabaseStatistics there = catalog.typeRule().asksForDatabase()
                ? new DatabaseStatistics(catalog.in(database.name()), attempts)
                : this;
        return there.readAll(database, progress);
    }

    private Statistics readAll(Database database, Progress progress) throws IOException, InterruptedException {
        Statistics whole = new Statistics(catalog);
        String since = "0";
        boolean last = false;
        while (!last) {
            String from = since;
            Database.Page page = attempts.make(() -> database.changes(from));
            whole.add(attempts.make(() -> page(database, page.documents())));
            progress.did(page.documents().size());
            since = page.end();
            last = page.isLast();
        }
        return whole;
    }

    private Statistics page(Database database, List<ChangedDocument> documents)
            throws IOException, InterruptedException {
        Statistics page = new Statistics(catalog);
        List<Leaf> leaves = new ArrayList<>();
        for (ChangedDocument document : documents) {
            if (document.deleted()) {
                page.foundTombstone();
            } else if (document.isDesign()) {
                page.foundDesign();
            } else {
                page.foundDocument();
                document.leaves().forEach(revision -> leaves.add(new Leaf(document.id(), revision)));
            }
        }
        Alive alive = new Alive(page);
        database.read(leaves, false, (document, exceeded) -> {
            if (!document.isTrue(DELETED)) {
                alive.next(text(document, ID));
                count(database.name(), document, exceeded, page);
            }
        });
        return page;
    }

    /** The leaves of one document after the other, of which the second makes a conflict. */
    private static final class Alive {
        private final Statistics page;
        private String id = "";
        private int leaves;

        Alive(Statistics page) {
            this.page = page;
        }

        void next(String document) {
            leaves = document.equals(id) ? leaves + 1 : 1;
            id = document;
            if (leaves == 2) {
                page.foundConflict();
            }
        }
    }

    private void count(String database, JsonObject document, @Nullable ExceededLimit exceeded, Statistics page) {
        Optional<StoredKind.Kind> kind = storedKind.of(document);
        if (kind.isEmpty()) {
            page.foundOther();
            return;
        }
        List<Unshowable> unshowable = exceeded == null
                ? readings.unshowable(document)
                : readings.unshowableFor(kind.get().type(), exceeded.reason());
        page.found(database, text(document, ID), text(document, REVISION), kind.get(), unshowable);
    }

    private static String text(JsonObject document, JsonName name) {
        String text = document.string(name);
        return text == null ? "" : text;
    }
}
