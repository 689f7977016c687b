package io.slipcover.json;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where the members of one object stand, noted by a {@link JsonScanner} while it goes through it, so that the object need not be read
 * again. Positions count from the object's first byte: what is scanned in pieces may stand somewhere else when it is complete.
 *
 * <p>One of these serves any number of objects, one after the other, and uses its memory again; so does the object that it gives. It is for
 * the thread that took it alone: the layouts that it expects are that thread's.
 */
public final class JsonMembers {
    private static final int WIDTH = 4;

    private static final int FIRST_ROOM = 32;

    /** An object that has grown past this many members is not kept for the next. */
    private static final int MOST_KEPT = 4096;

    /** What has grown past this many members is not kept for other answers, of which many may wait. */
    private static final int MOST_SPARE = 256;

    /** For each member: where its name begins and ends (the complement of that, where it has escapes), and its value. */
    private int[] spans = new int[FIRST_ROOM * WIDTH];

    private int size;
    private @Nullable JsonObject object;

    /** The layout that an object had lately, which the next is expected to have, too; null where none is known. */
    private @Nullable JsonLayout expected;

    /** Whether all names so far are those of the {@link #expected} layout. */
    private boolean asExpected;

    JsonMembers() {}

    /** Members to be noted on this thread, which has kept some of earlier answers. */
    public static JsonMembers take() {
        return JsonLayouts.ofThread().take();
    }

    /** Hands members back to the thread for the next answer. Neither they nor their object may be used any more. */
    public void giveBack() {
        JsonLayouts.ofThread().giveBack(this);
    }

    /** Lets go of the bytes of the last object; false where these have become too large to be spare. */
    boolean forget() {
        clear();
        JsonObject last = object;
        if (last != null) {
            last.forget();
        }
        return spans.length <= MOST_SPARE * WIDTH && (last == null || last.capacity() <= MOST_SPARE);
    }

    void clear() {
        size = 0;
        asExpected = expected != null;
        if (spans.length > MOST_KEPT * WIDTH) {
            spans = new int[FIRST_ROOM * WIDTH];
        }
    }

    /**
     * Where the name ends that begins at {@code at}, if it is the one expected there, which then needs no scan. 0 where it is another, or is
     * not here as a whole with a byte behind it: no more names of this object are expected then. To be asked once for each name.
     */
    int endOfExpectedName(byte[] bytes, int at, int to) {
        JsonLayout layout = expected;
        if (!asExpected || layout == null) {
            return 0;
        }
        int end = layout.endOfName(size, bytes, at, to);
        asExpected = end != 0;
        return end;
    }

    /** The layout of what was noted, which stands in the source from there on; null where it is not known. */
    @Nullable
    JsonLayout layout(byte[] source, int from) {
        JsonLayout layout = expected;
        if (layout == null || !asExpected || size != layout.size()) {
            layout = JsonLayouts.ofThread().find(this, source, from);
            if (layout != null) {
                expected = layout;
            }
        }
        return layout;
    }

    void add(int nameFrom, int nameTo, int valueFrom, int valueTo) {
        int at = size * WIDTH;
        if (at == spans.length) {
            spans = Arrays.copyOf(spans, 2 * at);
        }
        spans[at] = nameFrom;
        spans[at + 1] = nameTo;
        spans[at + 2] = valueFrom;
        spans[at + 3] = valueTo;
        size++;
    }

    /**
     * The object whose members were noted last, which now stands in {@code [from, to)}, the brace first and last. It is the one that was
     * given before, made anew: whoever had that has this.
     */
    public JsonObject object(byte[] bytes, int from, int to) {
        JsonObject reused = object;
        if (reused == null || reused.capacity() > MOST_KEPT) {
            JsonObject made = new JsonObject(this, bytes, from, to);
            object = made;
            return made;
        }
        reused.become(bytes, from, to, this);
        return reused;
    }

    /** How many members were noted so far. */
    public int size() {
        return size;
    }

    int nameFrom(int index) {
        return spans[index * WIDTH];
    }

    /** Where a name ends; the complement of that, where it has escapes. */
    int nameTo(int index) {
        return spans[index * WIDTH + 1];
    }

    int valueFrom(int index) {
        return spans[index * WIDTH + 2];
    }

    int valueTo(int index) {
        return spans[index * WIDTH + 3];
    }
}
