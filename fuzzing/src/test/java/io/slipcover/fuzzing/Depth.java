package io.slipcover.fuzzing;

/** How deep a text may be nested at most. Beyond what is compared, Jackson and Slipcover have limits of their own, which other tests hold. */
final class Depth {
    static final int COMPARED = 900;

    private Depth() {}

    static int of(byte[] text) {
        int brackets = 0;
        for (byte each : text) {
            if (each == '[' || each == '{') {
                brackets++;
            }
        }
        return brackets;
    }
}
