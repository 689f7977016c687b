package io.slipcover.guess;

/**
 * How well examples speak for a guess.
 *
 * @param better how many examples it brings nearer to their newer side
 * @param worse how many it leads away from there
 * @param changed how many it changes
 * @param reduction by how much it makes the differences less, in all
 * @param losses by how much the way back misses what was there before, in all
 * @param telling whether the values say more than that many members hold the same
 */
record Evidence(int better, int worse, int changed, int reduction, int losses, boolean telling) {
    /** How sure this is, in the words of a comment. */
    String words() {
        String counted = "%d of %d examples".formatted(better, changed);
        if (better < changed) {
            return "doubtful: " + counted;
        }
        return (telling && better > 1 ? "sure: " : "likely: ") + counted;
    }

    boolean isBetterThan(Evidence other) {
        if (reduction != other.reduction) {
            return reduction > other.reduction;
        }
        if (losses != other.losses) {
            return losses < other.losses;
        }
        return telling && !other.telling;
    }
}
