package io.slipcover.document;

import io.slipcover.json.JsonObject;
import java.util.Comparator;
import java.util.Optional;

/**
 * A revision that has no child. Leaves have CouchDB's order: the greatest of a document's leaves is the winner. Leaves that are not deleted
 * come after those that are. Then the generation counts, then the digits.
 *
 * @param history the revision and its ancestors
 * @param deleted whether the leaf is a tombstone
 */
public record Leaf(Revisions history, boolean deleted) implements Comparable<Leaf> {
    private static final Comparator<Leaf> ORDER =
            Comparator.comparing(Leaf::deleted).reversed().thenComparing(Leaf::revision);

    /** The leaf of a document that was read with {@code revs=true}, as {@code open_revs=all} and {@code _bulk_get} give the document. */
    public static Optional<Leaf> of(JsonObject document) {
        boolean deleted = Tombstone.is(document);
        return Revisions.of(document).map(history -> new Leaf(history, deleted));
    }

    /** The leaf's own revision. */
    public Revision revision() {
        return history.revision();
    }

    @Override
    public int compareTo(Leaf other) {
        return ORDER.compare(this, other);
    }
}
