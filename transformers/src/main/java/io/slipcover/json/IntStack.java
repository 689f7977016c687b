package io.slipcover.json;

import java.util.Arrays;

/** A stack of numbers. */
final class IntStack {
    private int[] elements = new int[16];
    private int size;

    void push(int element) {
        if (size == elements.length) {
            elements = Arrays.copyOf(elements, 2 * size);
        }
        elements[size++] = element;
    }

    int pop() {
        return elements[--size];
    }

    boolean isEmpty() {
        return size == 0;
    }
}
