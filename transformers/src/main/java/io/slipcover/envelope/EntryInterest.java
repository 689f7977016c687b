package io.slipcover.envelope;

/** Which entries of a body a handler is asked about. The handler says so before a byte of the body is read. */
public enum EntryInterest {
    /** None: the body streams by, and nothing looks into it. */
    NONE,
    /** Those with a document in them. A body of a kind that has no documents streams by. */
    DOCUMENTS,
    /** All that name a document or a revision: also rows of a feed without documents, ids that are asked for, and revisions that are missing. */
    ALL
}
