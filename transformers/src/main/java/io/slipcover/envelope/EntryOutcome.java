package io.slipcover.envelope;

import static java.util.Objects.requireNonNull;

import io.slipcover.json.JsonValue;

/** What becomes of an entry, decided from its document. */
public sealed interface EntryOutcome {
    /** The entry leaves with the bytes it came with. */
    static EntryOutcome unchanged() {
        return Unchanged.INSTANCE;
    }

    /** The entry leaves with another document. */
    static EntryOutcome replaced(JsonValue document) {
        return new Replaced(document);
    }

    /** The document cannot be shown, and the answer says so in the way of its kind. */
    static EntryOutcome failed(String error, String reason) {
        return new Failed(error, reason);
    }

    /** The answer looks as if the entry had never been there. */
    static EntryOutcome leftOut() {
        return LeftOut.INSTANCE;
    }

    /** The entry leaves with the bytes it came with. */
    record Unchanged() implements EntryOutcome {
        static final Unchanged INSTANCE = new Unchanged();
    }

    /** The entry leaves with this document in place of its own. */
    record Replaced(JsonValue document) implements EntryOutcome {
        public Replaced {
            requireNonNull(document, "document");
        }
    }

    /** The document cannot be shown. The error is CouchDB's kind of word, the reason a sentence. */
    record Failed(String error, String reason) implements EntryOutcome {
        public Failed {
            requireNonNull(error, "error");
            requireNonNull(reason, "reason");
        }
    }

    /** The entry is not there. */
    record LeftOut() implements EntryOutcome {
        static final LeftOut INSTANCE = new LeftOut();
    }
}
