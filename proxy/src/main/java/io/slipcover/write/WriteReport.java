package io.slipcover.write;

import io.slipcover.document.Obstacle;
import org.jspecify.annotations.Nullable;

/**
 * A report for operators about a document that is not stored. The report holds no document, because a batch may have very many of them.
 *
 * @param writer the client that wrote the document
 * @param obstacle what stands in the document's way; null where operators need not know, as of a client that names a wrong revision
 * @param failure the failure of a lens in a way of its own, or null
 */
record WriteReport(
        WritingClient writer,
        @Nullable String id,
        @Nullable String revision,
        @Nullable Obstacle obstacle,
        @Nullable Throwable failure) {
    /** Tells operators that the document is not stored. */
    void notStored() {
        if (obstacle != null && failure != null) {
            writer.reportFailure(id, revision, obstacle, failure);
        } else if (obstacle != null) {
            writer.reports().notStored(id, revision, obstacle);
        }
    }

    /** Tells operators that the document waits in the quarantine. */
    void quarantined() {
        if (obstacle != null) {
            writer.reports().quarantined(id, revision, obstacle);
        }
    }

    /** The reason, without a value of the document. */
    String reason() {
        return String.valueOf(obstacle);
    }
}
