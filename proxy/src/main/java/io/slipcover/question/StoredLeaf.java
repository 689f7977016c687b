package io.slipcover.question;

import io.slipcover.document.Leaf;

/** A leaf with its document, as a JSON object. */
public record StoredLeaf(Leaf leaf, StoredDocument document) {}
