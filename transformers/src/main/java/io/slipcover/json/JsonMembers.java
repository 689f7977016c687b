package io.slipcover.json;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where the members of one object stand, noted by a {@link JsonScanner} while it goes through it, so that the object need not be read
 * again. Positions count from the object's first byte: what is scanned in pieces may stand somewhere else when it is complete.
 *
 * <p>One of these serves any number of objects, one after the other, and uses its memory again; so does the object that it gives.
 */
public final class JsonMembers {
    private static final int WIDTH = 4;

    private static final int FIRST_ROOM = 32;

    /** An object that has grown past this many members is not kept for the next. */
    private static final int MOST_KEPT = 4096;

    /** For each member: where its name begins and ends (the complement of that, where it has escapes), and its value. */
    private int[] spans = new int[FIRST_ROOM * WIDTH];

    private int size;
    private @Nullable JsonObject object;

    JsonMembers() {}

    /** Members to be noted on this thread, which has kept some of earlier answers. */
    public static JsonMembers take() {
        return JsonLayouts.ofThread().take();
    }

    /** Hands members back to the thread for the next answer. Neither they nor their object may be used any more. */
    public void giveBack() {
        JsonLayouts.ofThread().giveBack(this);
    }

    /** Lets go of the bytes of the last object. */
    void forget() {
        clear();
        JsonObject last = object;
        if (last != null) {
            if (last.capacity() > MOST_KEPT) {
                object = null;
            } else {
                last.forget();
            }
        }
    }

    void clear() {
        size = 0;
        if (spans.length > MOST_KEPT * WIDTH) {
            spans = new int[FIRST_ROOM * WIDTH];
        }
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

    int size() {
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
