package io.slipcover.regex;

import java.util.List;

/**
 * A pattern as states, each of which leads to others. Every state is a number, and says what has to be there for the next state to
 * be reached: a byte of a set, a condition on the place, or nothing for a state that splits.
 */
final class Program {
    /** How many states a program has at most. A text is matched in this many steps a byte, where it comes to the worst. */
    static final int MOST_STATES = 5_000;

    /** The text matches. */
    static final int MATCH = 0;
    /** Reads a byte of a set: the set's index. */
    static final int BYTES = 1;
    /** Goes on at two states: the second one. */
    static final int SPLIT = 2;
    /** Goes on where a condition on the place holds: the condition's index in {@link #PLACES}. */
    static final int PLACE = 3;

    /** The conditions on places. */
    static final List<Node.Place> PLACES = List.of(Node.Place.values());

    /** What each state is. */
    final int[] kinds;
    /** What each state needs to know, which depends on what the state is. */
    final int[] operands;
    /** Where each state leads. */
    final int[] nexts;
    /** The sets of bytes, each of them once. */
    final List<ByteSet> sets;
    /** Where a match begins. */
    final int start;

    Program(int[] kinds, int[] operands, int[] nexts, List<ByteSet> sets, int start) {
        this.kinds = kinds;
        this.operands = operands;
        this.nexts = nexts;
        this.sets = sets;
        this.start = start;
    }

    int size() {
        return kinds.length;
    }

    /** A number of states as an int. Numbers beyond {@link #MOST_STATES} are not told apart. */
    static int bounded(long states) {
        return (int) Math.min(states, MOST_STATES + 1L);
    }
}
