package io.slipcover.lens;

import io.slipcover.json.JsonNumber;

/** How long a number may be before it is computed with or spelled out, since few characters can stand for many digits. */
final class NumberBounds {
    private NumberBounds() {}

    /** Whether the number has at most so many digits, and is a power of ten at most so large, or so small. */
    static boolean hold(JsonNumber number, int digits, int exponent) {
        // Not the absolute value, which the smallest long does not have.
        return number.digits() <= digits && number.exponent() <= exponent && number.exponent() >= -exponent;
    }
}
