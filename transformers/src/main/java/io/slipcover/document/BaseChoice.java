package io.slipcover.document;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which stored revision a written document started from. Pure logic: whoever asks fetches. */
public sealed interface BaseChoice {
    /** The member that names the revision a client edited. */
    JsonName REVISION = JsonName.of("_rev");

    /** There is no base: a first revision. */
    record None() implements BaseChoice {}

    /** A revision is named that CouchDB would not read as one. What it would make of the edit is not for us to guess. */
    record Unreadable() implements BaseChoice {}

    /**
     * The base is this revision and no other. Where the database does not have it as a leaf, CouchDB's {@code 409} is the answer.
     *
     * @param revision what the client named
     */
    record Given(Revision revision) implements BaseChoice {}

    /**
     * A replicated revision: its {@linkplain Revisions#parent parent} where the database still has it, else what {@link #among} the
     * document's leaves is nearest.
     *
     * @param written the revision that was written, with the ancestors that the replicator told
     */
    record Replicated(Revisions written) implements BaseChoice {
        /**
         * Of the leaves that the database has, the one that descends from (or is) the newest ancestor that the database knows; of several
         * the winner among them; where it knows no ancestor, the winner of all. Empty only where there are no leaves. A leaf may be a
         * tombstone, which is no base.
         *
         * @param leaves with their histories: those that the database has, and those that stand earlier in the same batch
         */
        public Optional<Leaf> among(List<Leaves> leaves) {
            return Leaves.nearest(written, leaves);
        }
    }

    /**
     * The choice for a document.
     *
     * @param newEdits false in a replication
     * @param given the revision named beside the document, in {@code ?rev=} or {@code If-Match}: bare, quoted or with our suffix
     */
    static BaseChoice of(JsonObject written, boolean newEdits, @Nullable String given) {
        if (newEdits) {
            return ofEdit(written, given);
        }
        Optional<Revisions> history = Revisions.of(written);
        if (history.isEmpty() && given != null) {
            history = Revision.parse(Revision.bare(given)).map(Revisions::of);
        }
        return history.filter(told -> !told.isFirst())
                .<BaseChoice>map(Replicated::new)
                .orElseGet(None::new);
    }

    private static BaseChoice ofEdit(JsonObject written, @Nullable String given) {
        if (written.has(Revisions.REVISIONS)) {
            // CouchDB takes the revision from there, whatever _rev says.
            return Revisions.of(written)
                    .<BaseChoice>map(history -> new Given(history.revision()))
                    .orElseGet(Unreadable::new);
        }
        String named = written.string(REVISION);
        String base = named != null && !named.isEmpty() ? named : given;
        if (base == null || base.isEmpty()) {
            return new None();
        }
        return Revision.parse(Revision.bare(base)).<BaseChoice>map(Given::new).orElseGet(Unreadable::new);
    }
}
