package io.slipcover.onepass;

import io.slipcover.json.ExpectedBytes;
import org.jspecify.annotations.Nullable;

/** A name that may come at some place of an object, behind names that came before it, and what may come behind it. */
final class LayoutNode {
    /** The name with the comma or the brace before it and the colon behind it. */
    final ExpectedBytes text;

    /** Whether the value behind the name is the document. */
    final boolean holdsDocument;

    /** The first of the names that may come next. */
    @Nullable
    LayoutNode next;

    /** Another name that may come at the same place. */
    @Nullable
    LayoutNode other;

    /** What is known of objects that end here; null where none is known to. */
    @Nullable
    Layout end;

    LayoutNode(ExpectedBytes text, boolean holdsDocument) {
        this.text = text;
        this.holdsDocument = holdsDocument;
    }

    /** The node for what stands at an index, this one or another one for the same place; null where none is known. */
    static @Nullable LayoutNode at(@Nullable LayoutNode first, byte[] bytes, int at, int to) {
        LayoutNode node = first;
        while (node != null && !node.text.standAt(bytes, at, to)) {
            node = node.other;
        }
        return node;
    }
}
