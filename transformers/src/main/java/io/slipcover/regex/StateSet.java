package io.slipcover.regex;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A set of states: the states of a program that a text leads to, up to some place in the text. The set also knows what stands before that
 * place.
 */
final class StateSet {
    private final long[] words;
    private final Before before;
    private final boolean matching;
    private final int hash;
    /** The sets that follow, as far as they are known: one set for each symbol that may come. */
    private final @Nullable StateSet[] nexts;

    private StateSet(long[] words, Before before, boolean matching, int symbols) {
        this.words = words;
        this.before = before;
        this.matching = matching;
        this.nexts = new StateSet[symbols];
        this.hash = 31 * Arrays.hashCode(words) + before.hashCode();
    }

    /**
     * A set of states.
     *
     * @param words a bit for each state of the program, which the set keeps
     * @param symbols how many symbols there are
     */
    static StateSet of(long[] words, Before before, int symbols) {
        return new StateSet(words, before, false, symbols);
    }

    /** The set that follows where the text matches, whatever is still to come. */
    static StateSet matching() {
        return new StateSet(new long[0], Before.NOTHING, true, 0);
    }

    /** Bits for so many states, one bit for each. */
    static long[] words(int states) {
        return new long[(states + Long.SIZE - 1) / Long.SIZE];
    }

    static void add(long[] words, int state) {
        words[state / Long.SIZE] |= 1L << state;
    }

    static boolean contains(long[] words, int state) {
        return (words[state / Long.SIZE] & 1L << state) != 0;
    }

    boolean isMatching() {
        return matching;
    }

    Before before() {
        return before;
    }

    /** Bits of 64 states. */
    long word(int index) {
        return words[index];
    }

    /** The set that follows, or null where it is not known. */
    @Nullable
    StateSet follower(int symbol) {
        return nexts[symbol];
    }

    void remember(int symbol, StateSet next) {
        nexts[symbol] = next;
    }

    /** Forgets which sets follow. */
    void forget() {
        Arrays.fill(nexts, null);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StateSet that
                && before == that.before
                && matching == that.matching
                && Arrays.equals(words, that.words);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
