package io.slipcover.json;

import java.security.SecureRandom;

/**
 * Hashes that differ from process to process, so that nobody can send values of which they know beforehand that all have one. What
 * is hashed comes from clients, and values are not ordered, so that a hash table can do nothing about many with one hash.
 */
final class SeededHash {
    private static final long SEED;
    private static final long FACTOR;

    static {
        SecureRandom random = new SecureRandom();
        SEED = random.nextLong();
        FACTOR = random.nextLong() | 1;
    }

    private SeededHash() {}

    static long of(JsonKind kind, String text) {
        long state = of(kind, text.length());
        for (int i = 0; i < text.length(); i++) {
            state = mix(state, text.charAt(i));
        }
        return state;
    }

    static long of(JsonKind kind, long value) {
        return mix(mix(SEED, kind.name().hashCode()), value);
    }

    /** The state after this value. Both halves of the product count: the lower one's low bits alone would know too little of the seed. */
    static long mix(long state, long value) {
        long mixed = Long.rotateLeft(state, 23) ^ value;
        return Math.multiplyHigh(mixed, FACTOR) ^ (mixed * FACTOR);
    }
}
