package io.slipcover.onepass;

/**
 * Which entries are tried. All are, as long as a third of them passes. Where fewer pass, one of several is tried, and at last one of 129, so
 * that entries which never pass cost next to nothing.
 */
final class Trials {
    private static final int MOST_CREDIT = 16;

    /** An entry that passes makes good for so many that do not. */
    private static final int WORTH = 2;

    private static final int FEWEST_SKIPPED = 8;
    private static final int MOST_SKIPPED = 128;

    /** How many entries may fail before some are skipped. */
    private int credit = MOST_CREDIT / 2;

    private int skipping;
    private int nextSkipped = FEWEST_SKIPPED;

    /** Whether to try the entry that comes now. */
    boolean next() {
        if (skipping == 0) {
            return true;
        }
        skipping--;
        return false;
    }

    /** So many entries passed. */
    void passed(int count) {
        if (credit == 0) {
            nextSkipped = Math.max(FEWEST_SKIPPED, nextSkipped / 2);
        }
        credit = Math.min(MOST_CREDIT, credit + WORTH * Math.min(count, MOST_CREDIT));
    }

    /** An entry was tried and did not pass. */
    void failed() {
        credit = Math.max(0, credit - 1);
        if (credit == 0) {
            skipping = nextSkipped;
            nextSkipped = Math.min(MOST_SKIPPED, 2 * nextSkipped);
        }
    }
}
