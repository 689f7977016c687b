package io.slipcover.write;

import io.slipcover.question.StoredDocument;

/** What CouchDB has of the revision that an edit started from: a base, or the reason why there is none. */
sealed interface Base {
    /** The revision that Slipcover asked for, as a JSON object. */
    record Stored(StoredDocument document) implements Base {}

    /** The leaves that are there instead of the revision that Slipcover asked for, where they count. */
    record Leaves(KnownLeaves leaves) implements Base {}

    /** The absence of the revision that Slipcover asked for, where it asks for nothing else. */
    record Missing() implements Base {}

    /** A revision that CouchDB cannot read as one. */
    record Unreadable() implements Base {}
}
