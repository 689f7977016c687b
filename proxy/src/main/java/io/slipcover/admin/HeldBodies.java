package io.slipcover.admin;

/** The memory that the bodies of all questions take together, which has a bound. Lives on one event loop. */
final class HeldBodies {
    private final long most;
    private long held;

    /** @param most how many bytes all bodies may take together */
    HeldBodies(long most) {
        this.most = most;
    }

    /** Takes memory for so many bytes; false where that would be too much. */
    boolean take(int bytes) {
        if (bytes > most - held) {
            return false;
        }
        held += bytes;
        return true;
    }

    /** Gives memory back. */
    void give(int bytes) {
        held -= bytes;
    }

    /** How many bytes are held. */
    long held() {
        return held;
    }
}
