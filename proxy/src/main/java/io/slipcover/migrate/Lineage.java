package io.slipcover.migrate;

import io.slipcover.document.Revision;
import io.slipcover.document.Revisions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A leaf of a document, and where it comes from.
 *
 * @param revisions the leaf's revision and its ancestors
 * @param deleted whether the leaf is a tombstone
 */
record Lineage(Revisions revisions, boolean deleted) {
    Revision revision() {
        return revisions.revision();
    }

    /** Whether nobody has edited the leaf since a migration made it. */
    boolean isMigrated() {
        return !deleted && MadeRevision.isMigrated(revision());
    }

    /** The nearest ancestor that no migration has made, where the history reaches so far. */
    Optional<Revision> origin() {
        return revisions.newestFirst().stream()
                .filter(revision -> !MadeRevision.isMigrated(revision))
                .findFirst();
    }

    private boolean descendsFrom(Revision ancestor) {
        return revisions.newestFirst().contains(ancestor);
    }

    /**
     * The migrated leaves that have to go, because their document went on elsewhere: somebody edited or deleted the revision that was migrated,
     * or another migration made another leaf of it. Of leaves that migrations made of one revision, the highest stays, on every server. An edit
     * and a deletion always stay.
     */
    static List<Lineage> outdone(List<Lineage> leaves) {
        List<Lineage> outdone = new ArrayList<>();
        for (Lineage leaf : leaves) {
            Optional<Revision> origin = leaf.isMigrated() ? leaf.origin() : Optional.empty();
            if (origin.isPresent()
                    && leaves.stream()
                            .anyMatch(other -> !other.equals(leaf) && leaf.isOutdoneBy(other, origin.get()))) {
                outdone.add(leaf);
            }
        }
        return outdone;
    }

    private boolean isOutdoneBy(Lineage other, Revision origin) {
        if (MadeRevision.isTakingBack(other.revision()) || !other.descendsFrom(origin)) {
            return false;
        }
        boolean twin = other.isMigrated() && other.origin().equals(Optional.of(origin));
        return !twin || other.revision().compareTo(revision()) > 0;
    }
}
