package io.slipcover.upstream;

/**
 * A way to turn texts into numbers that look like chance and are the same in every process. Whoever knows the method can make texts with the
 * numbers that he likes, so nothing may depend on that.
 */
final class Scatter {
    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private Scatter() {}

    /** The number of a text: FNV-1a over its chars, mixed. */
    static long of(String text) {
        long hash = OFFSET;
        for (int at = 0; at < text.length(); at++) {
            hash = (hash ^ text.charAt(at)) * PRIME;
        }
        return mix(hash);
    }

    /** A number in which each bit depends on all bits of the given one: the end of MurmurHash3. */
    static long mix(long number) {
        long mixed = number;
        mixed ^= mixed >>> 33;
        mixed *= 0xff51afd7ed558ccdL;
        mixed ^= mixed >>> 33;
        mixed *= 0xc4ceb9fe1a85ec53L;
        mixed ^= mixed >>> 33;
        return mixed;
    }
}
