package io.slipcover.write;

import io.slipcover.document.Revision;
import io.slipcover.document.Revisions;
import io.slipcover.envelope.ExceededLimit;
import io.slipcover.json.JsonObject;
import io.slipcover.json.Room;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The refused documents of one batch, as they came, until it is certain that they go to the quarantine. They are bounded by bytes, and count. */
final class QuarantinedDocuments {
    private final Room room;
    private final List<RefusedRevision> revisions = new ArrayList<>();
    private long bytes;
    private boolean all = true;

    /** @param room room for the documents, until the exchange is over */
    QuarantinedDocuments(Room room) {
        this.room = room;
    }

    /**
     * Keeps a refused document. Some cannot be kept: a document that is not here as a whole, one that names no revision, and one for which
     * there is no room.
     */
    void add(BatchItem item, WriteReport report, int maximumBytes) {
        byte[] document = item.place().bytes();
        ExceededLimit exceeded = item.place().exceeded();
        String id = item.revision().id();
        String revision = revision(document);
        bytes += document.length;
        if (id != null && revision != null && (exceeded == null || exceeded.isWhole()) && bytes <= maximumBytes) {
            room.take(RefusedRevision.memoryOf(document.length));
            revisions.add(RefusedRevision.of(id, revision, "application/json", document, document.length, report));
        } else {
            all = false;
        }
    }

    private static @Nullable String revision(byte[] document) {
        return Revisions.of(JsonObject.ofValidated(document, 0, document.length))
                .map(Revisions::revision)
                .map(Revision::toString)
                .orElse(null);
    }

    /** Whether every document that was added is kept. */
    boolean areAll() {
        return all;
    }

    List<RefusedRevision> revisions() {
        return revisions;
    }
}
