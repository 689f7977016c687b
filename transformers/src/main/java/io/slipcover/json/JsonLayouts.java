package io.slipcover.json;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The layouts of objects that were met lately, and more than once. There is one of these for each thread, so that what is learnt from
 * one answer, and made for it, serves the next.
 */
final class JsonLayouts {
    private static final ThreadLocal<JsonLayouts> OF_THREAD = ThreadLocal.withInitial(JsonLayouts::new);

    private static final int SLOTS = 64;
    private static final int MOST_SPARE = 4;

    private final @Nullable JsonLayout[] layouts = new JsonLayout[SLOTS];

    /** The hash of the object that came to each slot last, so that what comes once does not push out what comes again and again. */
    private final int[] hashes = new int[SLOTS];

    JsonLayouts() {}

    /** Members that nobody uses just now, with the object that goes with them: small answers use them again. */
    private final ArrayDeque<JsonMembers> spare = new ArrayDeque<>();

    /** Those of the thread that asks. */
    static JsonLayouts ofThread() {
        return OF_THREAD.get();
    }

    /** Takes what is spare, or makes it. */
    JsonMembers take() {
        JsonMembers members = spare.poll();
        return members != null ? members : new JsonMembers();
    }

    void giveBack(JsonMembers members) {
        if (spare.size() < MOST_SPARE) {
            members.forget();
            spare.push(members);
        }
    }

    /** The layout of noted members, in which no name stands twice; null where it is not known. */
    @Nullable
    JsonLayout find(JsonMembers members, byte[] source, int from) {
        int hash = hash(members, source, from);
        int slot = (hash ^ hash >>> 16) & (SLOTS - 1);
        JsonLayout layout = layouts[slot];
        if (layout == null || !layout.isThatOf(members, source, from)) {
            if (hashes[slot] != hash) {
                hashes[slot] = hash;
                return null;
            }
            layout = JsonLayout.of(members, source, from);
            layouts[slot] = layout;
            if (layout == null) {
                return null;
            }
        }
        return layout.isDistinct() ? layout : null;
    }

    /** A hash of the names' lengths and first letters. */
    private static int hash(JsonMembers members, byte[] source, int from) {
        int hash = members.size();
        for (int index = 0; index < members.size(); index++) {
            int nameFrom = members.nameFrom(index);
            hash = 31 * hash + members.nameTo(index) - nameFrom;
            hash = 31 * hash + source[from + nameFrom + 1];
        }
        return hash * 0x9E3779B9;
    }
}
