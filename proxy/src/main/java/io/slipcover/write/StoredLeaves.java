package io.slipcover.write;

import io.slipcover.document.BaseChoice;
import io.slipcover.document.Leaf;
import io.slipcover.question.StoredDocument;
import io.slipcover.question.StoredLeaf;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Picks among the leaves that a database has. */
final class StoredLeaves {
    private StoredLeaves() {}

    /** The document of the leaf that a replicated revision is nearest to; empty where there are no leaves. */
    static Optional<StoredDocument> nearest(BaseChoice.Replicated choice, List<StoredLeaf> stored) {
        List<Leaf> leaves = new ArrayList<>(stored.size());
        stored.forEach(each -> leaves.add(each.leaf()));
        Optional<Leaf> nearest = choice.among(leaves);
        return nearest.flatMap(leaf -> stored.stream()
                .filter(each -> each.leaf().equals(leaf))
                .map(StoredLeaf::document)
                .findFirst());
    }
}
