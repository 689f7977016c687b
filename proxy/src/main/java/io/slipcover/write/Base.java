package io.slipcover.write;

import io.slipcover.question.StoredDocument;

/** What CouchDB has of the revision that an edit started from. */
sealed interface Base {
    /** The revision that was asked for, as a JSON object. */
    record Stored(StoredDocument document) implements Base {}

    /** The revision that was asked for is not there; what is, where that counts. */
    record Leaves(KnownLeaves leaves) implements Base {}

    /** The revision that was asked for is not there, and nothing else is asked for. */
    record Missing() implements Base {}

    /** CouchDB cannot read the revision that was asked for. */
    record Unreadable() implements Base {}
}
