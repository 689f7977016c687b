package io.slipcover.envelope;

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
}
