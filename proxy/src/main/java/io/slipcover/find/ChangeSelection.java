package io.slipcover.find;

import io.slipcover.budget.Budget;
import io.slipcover.budget.LimitException;
import io.slipcover.envelope.EntryOutcome;
import io.slipcover.envelope.ExceededLimit;
import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import io.slipcover.mango.MangoException;
import io.slipcover.mango.Projection;
import io.slipcover.mango.Selector;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The selection of changes for a client that filters them by a selector. It decides which changes the client gets, and what the client sees
 * of each.
 *
 * <p>CouchDB decides about every leaf, where a client asks for all leaves. Slipcover decides about the winner alone, which stands in the
 * row. Other leaves that CouchDB let through stay. So a replication may get a conflict too many, but none too few.
 */
final class ChangeSelection {
    private static final JsonName SEQUENCE = JsonName.of("seq");
    private static final JsonName CHANGES = JsonName.of("changes");
    private static final JsonName RESULTS = JsonName.of("results");
    private static final JsonName REVISION = JsonName.of("rev");
    private static final JsonName DOCUMENT = JsonName.of("doc");
    private static final JsonName DOCUMENT_REVISION = JsonName.of("_rev");
    private static final JsonName DELETED = JsonName.of("_deleted");
    private static final JsonName ERROR = JsonName.of("error");
    private static final JsonName REASON = JsonName.of("reason");

    private final Viewer viewer;
    private final @Nullable Selector decides;
    private final Projection fields;
    private final boolean showsDocuments;
    private final long limit;
    private final Budget budget;

    private long kept;
    private long dropped;
    private JsonValue lastSequence = JsonSlice.NULL;

    /**
     * @param decides the selector that says what the client wants; null: CouchDB has decided
     */
    ChangeSelection(
            Viewer viewer,
            @Nullable Selector decides,
            Projection fields,
            boolean showsDocuments,
            long limit,
            Budget budget) {
        this.viewer = viewer;
        this.decides = decides;
        this.fields = fields;
        this.showsDocuments = showsDocuments;
        this.limit = limit;
        this.budget = budget;
    }

    /** Whether the client has as many changes as it wants. */
    boolean isFull() {
        return kept >= limit;
    }

    /** Whether the selection has left out changes, and kept none. */
    boolean hasOnlyDropped() {
        return kept == 0 && dropped > 0;
    }

    /** Forgets which changes have been left out, and begins anew. */
    void forgetDropped() {
        dropped = 0;
    }

    /** The sequence of the last change that the selection kept. */
    JsonValue lastSequence() {
        return lastSequence;
    }

    /**
     * The change as the client gets it, or null where the client does not get the change.
     *
     * @param row a change, or what CouchDB says at the end of a feed; this method may change it
     * @param exceeded the limit that the row exceeds with its document, or null
     * @throws FindException where the row is neither
     * @throws MangoException where the selector cannot be evaluated, or the fields cannot be shown
     */
    @Nullable
    JsonObject row(JsonObject row, @Nullable ExceededLimit exceeded) {
        JsonArray changes = row.array(CHANGES);
        if (changes == null) {
            if (row.has(RESULTS) || row.has(DOCUMENT)) {
                // A server that does not know the feed: documents that nobody has looked at must not leave.
                throw new FindException(502, "bad_gateway", "CouchDB answered in a form that it was not asked for");
            }
            return isFull() ? null : row; // The end that CouchDB tells of is further on.
        }
        if (isFull() || !showDocument(row, changes, exceeded)) {
            dropped++;
            return null;
        }
        kept++;
        JsonValue sequence = row.get(SEQUENCE);
        lastSequence = sequence == null ? JsonSlice.NULL : JsonValue.of(sequence.toString());
        return row;
    }

    /** Puts the view in the document's place; false where the client wants nothing of the row. */
    private boolean showDocument(JsonObject row, JsonArray changes, @Nullable ExceededLimit exceeded) {
        JsonObject stored = row.object(DOCUMENT);
        if (stored == null && exceeded == null) {
            return true;
        }
        // Of a row that is not here as a whole, the document is what is missing.
        byte[] bytes = (stored == null ? JsonObject.empty() : stored).toBytes();
        ResultFilter.earn(budget, bytes.length);
        EntryOutcome outcome = viewer.view(bytes, 0, bytes.length, exceeded);
        if (outcome instanceof EntryOutcome.Replaced replaced) {
            JsonObject view = replaced.document().asObject();
            showView(row, changes, view, stored != null && isBared(stored, view));
        } else if (outcome instanceof EntryOutcome.Failed failed) {
            fail(row, failed.error(), failed.reason());
        } else {
            show(row, JsonSlice.NULL);
        }
        return changes.size() > 0;
    }

    /**
     * Whether the view is a deletion without the members that are stored, since they cannot be shown. Nobody can decide on that view, and a
     * deletion must always arrive: what CouchDB found by the stored members counts.
     */
    private static boolean isBared(JsonObject stored, JsonObject view) {
        return view.isTrue(DELETED) && hasOwnMembers(stored) && !hasOwnMembers(view);
    }

    private static boolean hasOwnMembers(JsonObject document) {
        for (int index = 0; index < document.size(); index++) {
            if (!document.name(index).text().startsWith("_")) {
                return true;
            }
        }
        return false;
    }

    /**
     * Tells the client of a document that is too dear to decide about, as of one that cannot be shown, so that nobody misses the document.
     */
    private void showView(JsonObject row, JsonArray changes, JsonObject view, boolean bared) {
        try {
            boolean wanted = decides == null || bared || decides.matches(view, budget);
            JsonObject shown = fields.apply(view, budget);
            if (!wanted) {
                remove(changes, view.string(DOCUMENT_REVISION));
            }
            show(row, shown);
        } catch (LimitException exceeded) {
            fail(row, "limit_exceeded", exceeded.reason());
        }
    }

    private void fail(JsonObject row, String error, String reason) {
        show(row, JsonSlice.NULL);
        if (showsDocuments) {
            row.put(ERROR, JsonSlice.string(error));
            row.put(REASON, JsonSlice.string(reason));
        }
    }

    private void show(JsonObject row, JsonValue document) {
        if (showsDocuments) {
            row.put(DOCUMENT, document);
        } else {
            row.remove(DOCUMENT);
        }
    }

    private static void remove(JsonArray changes, @Nullable String revision) {
        for (int index = changes.size() - 1; index >= 0; index--) {
            JsonObject change = changes.object(index);
            if (change != null && Objects.equals(change.string(REVISION), revision)) {
                changes.remove(index);
            }
        }
    }
}
