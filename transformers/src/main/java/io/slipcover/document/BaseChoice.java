package io.slipcover.document;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The choice of the stored revision that a written document started from. It is pure logic: the caller fetches. */
public sealed interface BaseChoice {
    /** The member that names the revision a client edited. */
    JsonName REVISION = JsonName.of("_rev");

    /** A first revision, which has no base. */
    record None() implements BaseChoice {}

    /** A named revision that CouchDB would not read as one. Slipcover does not guess what CouchDB would make of the edit. */
    record Unreadable() implements BaseChoice {}

    /**
     * This revision and no other. Where the database does not have the revision as a leaf, CouchDB's {@code 409} is the answer.
     *
     * @param revision the revision that the client named
     */
    record Given(Revision revision) implements BaseChoice {}

    /**
     * The base of a replicated revision: its {@linkplain Revisions#parent parent} where the database still has the parent, else the nearest
     * {@link #among} the document's leaves.
     *
     * @param written the revision that was written, with the ancestors that the replicator told
     */
    record Replicated(Revisions written) implements BaseChoice {
        /**
         * The leaf that descends from (or is) the newest ancestor that the database knows. Of several such leaves, it is the winner among
         * them. Where the database knows no ancestor, it is the winner of all leaves. Empty only where there are no leaves. A leaf may be a
         * tombstone, which is no base.
         *
         * @param leaves the leaves, with their histories, that the database has, and those that stand earlier in the batch
         */
        public Optional<Leaf> among(List<Leaves> leaves) {
            return Leaves.nearest(written, leaves);
        }

        /**
         * The newest ancestor that the database knows, where nothing but tombstones is left of it. A tombstone is no base, but the ancestor
         * is one as long as the database still has its body.
         */
        public Optional<Revision> deletedAncestor(Leaves leaves) {
            return leaves.deletedAncestor(written);
        }
    }

    /**
     * The choice for a document.
     *
     * @param newEdits false in a replication
     * @param given the revision that the request names beside the document, in {@code ?rev=} or {@code If-Match}: bare, quoted or with
     *     Slipcover's suffix
     */
    static BaseChoice of(JsonObject written, boolean newEdits, @Nullable String given) {
        if (newEdits) {
            return ofEdit(written, given);
        }
        Optional<Revisions> history = Revisions.of(written);
        if (history.isEmpty() && given != null) {
            history = revision(given).map(Revisions::of);
        }
        return history.filter(told -> !told.isFirst())
                .<BaseChoice>map(Replicated::new)
                .orElseGet(None::new);
    }

    private static BaseChoice ofEdit(JsonObject written, @Nullable String given) {
        // CouchDB reads the revision beside the document first, even where another one counts.
        if (given != null && !given.isEmpty() && revision(given).isEmpty()) {
            return new Unreadable();
        }
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
        return revision(base).<BaseChoice>map(Given::new).orElseGet(Unreadable::new);
    }

    private static Optional<Revision> revision(String named) {
        return Revision.parse(Revision.bare(named));
    }
}
