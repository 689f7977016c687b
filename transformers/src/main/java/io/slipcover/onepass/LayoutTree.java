package io.slipcover.onepass;

import io.slipcover.json.ExpectedBytes;
import org.jspecify.annotations.Nullable;

/**
 * The layouts that are known, as a tree: layouts that begin with the same names have the same nodes for them. So objects of several layouts
 * are told apart where they differ, and nothing is looked at twice. The tree has a bound of its nodes and of the bytes in them.
 */
final class LayoutTree {
    static final int MOST_NODES = 512;
    private static final int MOST_BYTES = 16 * 1024;

    /** How many names of one place may be compared with, one after the other. */
    private static final int MOST_OTHERS = 8;

    /** After so many names that found their place full, the tree counts as full: what it knows is not what comes. */
    static final int MOST_CROWDED_OUT = 256;

    private @Nullable LayoutNode first;
    private int nodes;
    private int bytesInNodes;
    private int crowdedOut;
    private boolean full;

    /** The first of the names that an object may begin with. */
    @Nullable
    LayoutNode first() {
        return first;
    }

    /**
     * The layout of an object, made if it is not there yet.
     *
     * @param spans where the object's members stand
     * @param document where the document begins that the object holds, or -1
     * @return null where the tree is {@linkplain #isFull full}, or one of its places
     */
    @Nullable
    Layout layout(byte[] bytes, MemberSpans spans, int document) {
        LayoutNode parent = null;
        for (int place = 0; place < spans.size(); place++) {
            parent =
                    node(parent, bytes, spans.comma(place), spans.valueFrom(place), spans.valueFrom(place) == document);
            if (parent == null) {
                return null;
            }
        }
        if (parent == null) {
            return null;
        }
        Layout end = parent.end;
        if (end == null) {
            end = new Layout();
            parent.end = end;
        }
        return end;
    }

    private @Nullable LayoutNode node(
            @Nullable LayoutNode parent, byte[] bytes, int from, int to, boolean holdsDocument) {
        LayoutNode begin = parent == null ? first : parent.next;
        LayoutNode last = null;
        int others = 0;
        for (LayoutNode node = begin; node != null; node = node.other) {
            if (node.text.are(bytes, from, to)) {
                return node;
            }
            last = node;
            others++;
        }
        if (nodes == MOST_NODES || bytesInNodes + to - from > MOST_BYTES) {
            full = true;
            return null;
        }
        if (others == MOST_OTHERS) {
            crowdedOut++;
            full |= crowdedOut == MOST_CROWDED_OUT;
            return null;
        }
        nodes++;
        bytesInNodes += to - from;
        LayoutNode made = new LayoutNode(ExpectedBytes.of(bytes, from, to), holdsDocument);
        if (last != null) {
            last.other = made;
        } else if (parent != null) {
            parent.next = made;
        } else {
            first = made;
        }
        return made;
    }

    /** Whether a name found no room, or many found their place full, so that it is time to forget. */
    boolean isFull() {
        return full;
    }

    /** Forgets everything. */
    void clear() {
        first = null;
        nodes = 0;
        bytesInNodes = 0;
        crowdedOut = 0;
        full = false;
    }
}
