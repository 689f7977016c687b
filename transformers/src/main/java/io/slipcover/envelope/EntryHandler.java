package io.slipcover.envelope;

/** What is done with each document that an envelope finds. */
@FunctionalInterface
public interface EntryHandler {
    /**
     * Decides about one document.
     *
     * @param entry what is known of the document's entry; valid during the call alone
     * @param bytes holds the document, one complete and validated JSON object, at [from, to); valid during the call alone, not to be
     *     changed. A replacement may refer to them: it is written before they change
     */
    EntryOutcome document(Entry entry, byte[] bytes, int from, int to);
}
