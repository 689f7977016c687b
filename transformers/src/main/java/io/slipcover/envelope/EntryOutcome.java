package io.slipcover.envelope;

import static java.util.Objects.requireNonNull;

import io.slipcover.json.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of an entry: a list of entries. It has none, one or several, in the order in which they leave.
 *
 * <p>The envelope sees to commas, line breaks and lengths. What an entry's kind has no place for is not written: a row has no sequence,
 * and a document alone says its id itself.
 */
public sealed interface EntryOutcome {
    /** The entry leaves with the bytes it came with. */
    static SameEntry unchanged() {
        return Unchanged.INSTANCE;
    }

    /** The entry leaves with another document. */
    static SameEntry replaced(JsonValue document) {
        return new Replaced(document);
    }

    /** The entry leaves without a document, as if the client had not asked for documents. */
    static SameEntry withoutDocument() {
        return WithoutDocument.INSTANCE;
    }

    /** The document cannot be shown, and the body says so in the way of its kind. */
    static SameEntry failed(String error, String reason) {
        return new Failed(error, reason);
    }

    /** The entry leaves as it came, until the result is told what to say differently. */
    static Rewritten rewritten() {
        return Rewritten.AS_IT_CAME;
    }

    /** The body looks as if the entry had never been there. */
    static EntryOutcome leftOut() {
        return LeftOut.INSTANCE;
    }

    /** These entries leave in place of the one that came, in this order. */
    static EntryOutcome of(List<? extends One> entries) {
        return entries.isEmpty() ? leftOut() : entries.size() == 1 ? entries.get(0) : new Several(List.copyOf(entries));
    }

    /** One entry leaves. */
    sealed interface One extends EntryOutcome permits SameEntry, Rewritten {}

    /** One entry leaves, and says of its document what it said before. */
    sealed interface SameEntry extends One {}

    /** The entry leaves with the bytes it came with. */
    record Unchanged() implements SameEntry {
        static final Unchanged INSTANCE = new Unchanged();
    }

    /** The entry leaves with this document in place of its own. */
    record Replaced(JsonValue document) implements SameEntry {
        public Replaced {
            requireNonNull(document, "document");
        }
    }

    /** The entry leaves without a document. */
    record WithoutDocument() implements SameEntry {
        static final WithoutDocument INSTANCE = new WithoutDocument();
    }

    /** The document cannot be shown. The error is CouchDB's kind of word, the reason a sentence. */
    record Failed(String error, String reason) implements SameEntry {
        public Failed {
            requireNonNull(error, "error");
            requireNonNull(reason, "reason");
        }
    }

    /**
     * The entry leaves, and says something else about its document. What is null stays as it came.
     *
     * @param id the document's id
     * @param revisions the document's revisions; the first one counts where the entry has room for one alone
     * @param deleted whether the document is deleted
     * @param sequence the change's sequence
     * @param document what becomes of the document
     */
    record Rewritten(
            @Nullable String id,
            @Nullable List<String> revisions,
            @Nullable Boolean deleted,
            @Nullable JsonValue sequence,
            SameEntry document)
            implements One {
        static final Rewritten AS_IT_CAME = new Rewritten(null, null, null, null, Unchanged.INSTANCE);

        public Rewritten {
            requireNonNull(document, "document");
            revisions = revisions == null ? null : List.copyOf(revisions);
        }

        /** An entry that leaves, in these words. */
        static Rewritten of(One entry) {
            return entry instanceof Rewritten words ? words : AS_IT_CAME.withDocument((SameEntry) entry);
        }

        /** The entry is about the document with this id. */
        public Rewritten withId(String other) {
            return new Rewritten(other, revisions, deleted, sequence, document);
        }

        /** The entry names these revisions. */
        public Rewritten withRevisions(List<String> others) {
            return new Rewritten(id, others, deleted, sequence, document);
        }

        /** The entry says whether the document is deleted. */
        public Rewritten withDeleted(boolean isDeleted) {
            return new Rewritten(id, revisions, isDeleted, sequence, document);
        }

        /** The change has this sequence. */
        public Rewritten withSequence(JsonValue other) {
            return new Rewritten(id, revisions, deleted, other, document);
        }

        /** This becomes of the document. */
        public Rewritten withDocument(SameEntry outcome) {
            return new Rewritten(id, revisions, deleted, sequence, outcome);
        }
    }

    /** The entry is not there. */
    record LeftOut() implements EntryOutcome {
        static final LeftOut INSTANCE = new LeftOut();
    }

    /** Two entries or more leave. */
    record Several(List<One> entries) implements EntryOutcome {
        public Several {
            entries = List.copyOf(entries);
            if (entries.size() < 2) {
                throw new IllegalArgumentException("two entries or more expected, found " + entries.size());
            }
        }
    }
}
