package io.slipcover.write;

import io.slipcover.envelope.BulkDocsRequest;
import io.slipcover.envelope.NewEdits;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;

/**
 * A guess whether the documents of a batch are edits or revisions of another replica. Slipcover may know that only at the end of the batch.
 * Until then it reads each document as what the document looks like: a history makes it a revision of another replica.
 */
final class NewEditsGuess {
    private static final JsonName HISTORY = JsonName.of("_revisions");

    private final BulkDocsRequest batch;

    /** Whether Slipcover read a document as an edit that would have had another base as a replicated revision. */
    private boolean readAsEdit;

    /** Whether Slipcover read a document as a replicated revision that would have had another base as an edit. */
    private boolean readAsReplicated;

    NewEditsGuess(BulkDocsRequest batch) {
        this.batch = batch;
    }

    /**
     * Whether Slipcover reads a document as an edit.
     *
     * @param ended whether Slipcover knows the whole batch
     */
    boolean isEdit(JsonObject document, boolean ended) {
        return switch (batch.newEdits()) {
            case TRUE, OTHER -> true;
            case FALSE -> false;
            case ABSENT -> ended || !document.has(HISTORY);
        };
    }

    /**
     * Remembers how Slipcover read a document, where that matters.
     *
     * @param ended whether Slipcover knows the whole batch
     */
    void remember(WrittenRevision read, boolean ended) {
        if ((!ended || readAsEdit || readAsReplicated) && read.dependsOnNewEdits()) {
            readAsEdit |= read.isEdit();
            readAsReplicated |= !read.isEdit();
        }
    }

    /** Whether the batch is a replication, as far as Slipcover knows. */
    boolean isReplication() {
        return batch.newEdits() == NewEdits.FALSE;
    }

    /** Whether Slipcover knows that the batch is none of a replication. */
    boolean isOfEdits() {
        return batch.newEdits() == NewEdits.TRUE || batch.newEdits() == NewEdits.OTHER;
    }

    /** Whether the end of the batch says otherwise than the guess, and the difference mattered. */
    boolean wasWrong() {
        return isReplication() ? readAsEdit : readAsReplicated;
    }
}
