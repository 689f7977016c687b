package io.slipcover.migrate;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import io.slipcover.couch.CouchException;
import io.slipcover.couch.Database;
import io.slipcover.couch.Database.Leaf;
import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Documents that are to be written together. What CouchDB refuses as a whole, because of one document that it does not take, is written in
 * halves, until that document stands alone.
 */
final class Batch {
    private static final int FULL_BYTES = 1 << 21;
    private static final int FULL_DOCUMENTS = 500;
    private static final int BAD_REQUEST = 400;
    private static final int PRECONDITION_FAILED = 412;
    private static final int TOO_LARGE = 413;
    /** The answers that one document among others may be to blame for. All others are about the request, or about CouchDB. */
    private static final Set<Integer> ABOUT_A_DOCUMENT = Set.of(BAD_REQUEST, PRECONDITION_FAILED, TOO_LARGE);

    private static final JsonName ID = JsonName.of("id");
    private static final JsonName REVISION = JsonName.of("rev");
    private static final JsonName ERROR = JsonName.of("error");
    private static final JsonName REASON = JsonName.of("reason");

    /** Stands for the revision in an error that names none, and is about all revisions of the document. */
    private static final String ANY = "";

    private final Database database;
    private final Pace pace;
    private final Counts counts;
    private final List<List<Child>> documents = new ArrayList<>();
    private final int full;
    private int revisions;
    private int bytes;

    /** A revision that is to be written, as JSON, and the revision that it is a child of. */
    static final class Child {
        private final Leaf parent;
        private final Leaf made;
        private final byte[] json;
        private final Runnable stored;

        /**
         * @param stored counts the revision once it is stored
         */
        Child(Leaf parent, JsonObject document, Runnable stored) {
            this.parent = parent;
            this.made = new Leaf(parent.id(), requireNonNull(document.string(Schema.REVISION), "_rev"));
            this.json = document.toBytes();
            this.stored = stored;
        }
    }

    Batch(Database database, Pace pace, Counts counts) {
        this.database = database;
        this.pace = pace;
        this.counts = counts;
        this.full = pace.atOnce(FULL_DOCUMENTS);
    }

    /**
     * Adds revisions of one document, and writes what is there when that is enough. Revisions of one document always go together, so that no leaf
     * wins in between that would not win in the end.
     */
    void write(List<Child> children) throws IOException, InterruptedException {
        documents.add(children);
        revisions += children.size();
        for (Child child : children) {
            bytes += child.json.length;
        }
        if (bytes >= FULL_BYTES || revisions >= full) {
            flush();
        }
    }

    /** Writes what is there. */
    void flush() throws IOException, InterruptedException {
        if (!documents.isEmpty()) {
            pace.take(revisions);
            store(documents);
            documents.clear();
            revisions = 0;
            bytes = 0;
        }
    }

    private void store(List<List<Child>> part) throws IOException, InterruptedException {
        try {
            count(
                    part,
                    database.store(part.stream()
                            .flatMap(List::stream)
                            .map(child -> child.json)
                            .toList()));
        } catch (CouchException exception) {
            if (!ABOUT_A_DOCUMENT.contains(exception.status())) {
                throw exception;
            }
            if (part.size() > 1) {
                store(part.subList(0, part.size() / 2));
                store(part.subList(part.size() / 2, part.size()));
            } else {
                refuse(part.get(0), exception);
            }
        }
    }

    private void refuse(List<Child> children, CouchException exception) throws IOException, InterruptedException {
        for (Child child : children) {
            if (exception.status() != PRECONDITION_FAILED || database.isLeaf(child.parent)) {
                counts.refused(database.name(), child.parent, String.valueOf(exception.getMessage()));
            }
            // Else somebody has edited the document meanwhile, and the body of the parent, with its attachments, is
            // gone.
        }
    }

    /** The answer names those revisions alone that CouchDB has not stored; other servers may name all. */
    private void count(List<List<Child>> part, JsonArray answer) {
        Map<Leaf, JsonObject> errors = new HashMap<>();
        for (int index = 0; index < answer.size(); index++) {
            JsonObject row = answer.object(index);
            String id = row == null ? null : row.string(ID);
            String revision = row == null ? null : row.string(REVISION);
            if (row != null && id != null && row.has(ERROR)) {
                errors.put(new Leaf(id, requireNonNullElse(revision, ANY)), row);
            }
        }
        for (List<Child> children : part) {
            for (Child child : children) {
                JsonObject own = errors.get(child.made);
                JsonObject error = own == null ? errors.get(new Leaf(child.made.id(), ANY)) : own;
                if (error == null) {
                    child.stored.run();
                } else {
                    String reason = "CouchDB: %s: %s"
                            .formatted(error.string(ERROR), requireNonNullElse(error.string(REASON), "no reason"));
                    counts.refused(database.name(), child.parent, reason);
                }
            }
        }
    }
}
