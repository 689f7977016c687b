package io.slipcover.write;

import io.slipcover.document.BaseChoice;
import io.slipcover.document.Leaf;
import io.slipcover.document.Leaves;
import io.slipcover.document.Revision;
import io.slipcover.question.StoredDocument;
import io.slipcover.question.StoredLeaf;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The known leaves of one document, with their documents: the leaves that CouchDB has, or the ones that came earlier in a request. */
final class KnownLeaves {
    private final List<StoredLeaf> all;
    private final Leaves leaves = new Leaves();
    private final Map<Revision, StoredDocument> byRevision;
    private final Map<Leaf, StoredDocument> byLeaf;

    KnownLeaves() {
        this(new ArrayList<>(1), new HashMap<>(), new IdentityHashMap<>());
    }

    /** Empty leaves in collections of the caller's own, in which a test counts the steps. */
    KnownLeaves(List<StoredLeaf> all, Map<Revision, StoredDocument> byRevision, Map<Leaf, StoredDocument> byLeaf) {
        this.all = all;
        this.byRevision = byRevision;
        this.byLeaf = byLeaf;
    }

    static KnownLeaves of(List<StoredLeaf> leaves) {
        KnownLeaves known = new KnownLeaves();
        leaves.forEach(known::add);
        return known;
    }

    void add(StoredLeaf leaf) {
        all.add(leaf);
        leaves.add(leaf.leaf());
        byRevision.putIfAbsent(leaf.leaf().revision(), leaf.document());
        byLeaf.put(leaf.leaf(), leaf.document());
    }

    /** Adds a revision that is no leaf any more, in place of the tombstones that are left of it. */
    void addAncestor(StoredLeaf ancestor) {
        leaves.addAncestor(ancestor.leaf());
        byLeaf.put(ancestor.leaf(), ancestor.document());
    }

    /** The newest ancestor of a replicated revision that is known, where nothing but tombstones is left of it. */
    Optional<Revision> deletedAncestor(BaseChoice.Replicated replicated) {
        return replicated.deletedAncestor(leaves);
    }

    /** All leaves, in the order in which they came. */
    List<StoredLeaf> all() {
        return all;
    }

    /** The document of the leaf that is this revision, or null where no leaf is. */
    @Nullable
    StoredDocument document(Revision revision) {
        return byRevision.get(revision);
    }

    /** The document of the leaf nearest to a replicated revision, among these leaves and others; null where there are no leaves. */
    @Nullable
    StoredDocument nearest(BaseChoice.Replicated replicated, KnownLeaves others) {
        Leaf nearest = replicated.among(List.of(leaves, others.leaves)).orElse(null);
        StoredDocument here = byLeaf.get(nearest);
        return here == null ? others.byLeaf.get(nearest) : here;
    }
}
