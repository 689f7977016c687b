package io.slipcover.write;

import io.slipcover.envelope.BulkDocsRequest;
import io.slipcover.envelope.NewEdits;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;

/**
 * Whether the documents of a batch are edits or revisions of another replica, which may be known only at the end of the batch. Until then
 * each document is read as what it looks like: a history makes it a revision of another replica.
 */
final class NewEditsGuess {
    private static final JsonName HISTORY = JsonName.of("_revisions");

    private final BulkDocsRequest batch;

    /** Whether a document was read as an edit that would have had another base, had it been a replicated revision. */
    private boolean readAsEdit;

    /** Whether a document was read as a replicated revision that would have had another base, had it been an edit. */
    private boolean readAsReplicated;

    NewEditsGuess(BulkDocsRequest batch) {
        this.batch = batch;
    }

    /**
     * Whether a document is read as an edit.
     *
     * @param ended whether all of the batch is known
     */
    boolean isEdit(JsonObject document, boolean ended) {
        return switch (batch.newEdits()) {
            case TRUE, OTHER -> true;
            case FALSE -> false;
            case ABSENT -> ended || !document.has(HISTORY);
        };
    }

    /**
     * Remembers how a document was read, where that matters.
     *
     * @param ended whether all of the batch is known
     */
    void remember(WrittenRevision read, boolean ended) {
        if ((!ended || readAsEdit || readAsReplicated) && read.dependsOnNewEdits()) {
            readAsEdit |= read.isEdit();
            readAsReplicated |= !read.isEdit();
        }
    }

    /** Whether the batch is a replication, as far as it is known. */
    boolean isReplication() {
        return batch.newEdits() == NewEdits.FALSE;
    }

    /** Whether the end of the batch says otherwise, and it mattered. */
    boolean wasWrong() {
        return isReplication() ? readAsEdit : readAsReplicated;
    }
}
