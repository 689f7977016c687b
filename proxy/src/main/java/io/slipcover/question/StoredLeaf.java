package io.slipcover.question;

import io.slipcover.document.Leaf;
import io.slipcover.document.Revision;

/** A leaf of a stored document's revision tree, with the leaf's document. */
public record StoredLeaf(Leaf leaf, StoredDocument document) {
    /** The bytes that an ancestor takes in memory besides its digits: an estimate, and rather too high than too low. */
    private static final int ANCESTOR_BYTES = 128;

    /** How many bytes the leaf's history takes in memory, wherever its ancestors are looked up. */
    public long historyBytes() {
        long bytes = 0;
        for (Revision revision : leaf.history().newestFirst()) {
            bytes += ANCESTOR_BYTES + revision.digits().length();
        }
        return bytes;
    }
}
