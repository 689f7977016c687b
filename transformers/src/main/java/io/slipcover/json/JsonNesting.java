package io.slipcover.json;

import java.util.Arrays;

/** The objects and arrays that are open while a value is scanned: one bit for each, set where it is an object. */
final class JsonNesting {
    private final int maximumDepth;

    private long[] objects = new long[1];
    private int depth;
    private int deepest;
    private boolean inObject;

    JsonNesting(int maximumDepth) {
        this.maximumDepth = maximumDepth;
    }

    int depth() {
        return depth;
    }

    /** How many were open at most. */
    int deepest() {
        return deepest;
    }

    boolean isEmpty() {
        return depth == 0;
    }

    boolean isFull() {
        return depth == maximumDepth;
    }

    int maximumDepth() {
        return maximumDepth;
    }

    /** Whether the innermost one that is open is an object. */
    boolean isObject() {
        return inObject;
    }

    void open(boolean object) {
        int word = depth >> 6;
        if (word == objects.length) {
            objects = Arrays.copyOf(objects, 2 * word);
        }
        if (object) {
            objects[word] |= 1L << depth;
        } else {
            objects[word] &= ~(1L << depth);
        }
        depth++;
        if (depth > deepest) {
            deepest = depth;
        }
        inObject = object;
    }

    void close() {
        depth--;
        int parent = depth - 1;
        inObject = depth > 0 && ((objects[parent >> 6] >> parent) & 1) != 0;
    }

    void clear() {
        depth = 0;
        deepest = 0;
        inObject = false;
    }
}
