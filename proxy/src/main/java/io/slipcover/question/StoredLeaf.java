package io.slipcover.question;

import io.slipcover.document.Leaf;

/** A leaf of a stored document's revision tree, with the leaf's document. */
public record StoredLeaf(Leaf leaf, StoredDocument document) {}
