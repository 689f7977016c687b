package io.slipcover.envelope;

import io.slipcover.onepass.OnePassView;
import org.jspecify.annotations.Nullable;

/** Decides what becomes of the entries of one body. */
@FunctionalInterface
public interface EntryHandler {
    /**
     * Decides about one entry. Where a member stands twice in an entry, so that the entry has two documents, the handler is asked about
     * each of them.
     *
     * @param entry what is known of the entry; valid during the call alone. A replacement may refer to the entry's document: the
     *     replacement is written before the document changes
     */
    EntryOutcome decide(Entry entry);

    /** Which entries this handler wants to be asked about. An envelope asks once, before a byte of the body is read. */
    default EntryInterest interest() {
        return EntryInterest.DOCUMENTS;
    }

    /**
     * The view that this handler makes of documents, where its outcome is that view and nothing else, so that entries may pass although
     * nobody asks the handler about them. Null: it has to be asked about each one.
     */
    default @Nullable OnePassView onePass() {
        return null;
    }
}
