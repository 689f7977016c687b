package io.slipcover.regex;

import java.util.List;

/**
 * A pattern as states, each of which leads to others. Every state is a number. A state says what has to be there for the next state to be
 * reached: a byte of a set, a condition on the place, or nothing for a state that splits.
 */
final class Program {
    /** The most states of a program. At worst, matching a text takes this many steps for each byte. */
    static final int MOST_STATES = 5_000;

    /** The kind of a state at which the text matches. */
    static final int MATCH = 0;
    /** The kind of a state that reads a byte of a set. Its operand is the set's index. */
    static final int BYTES = 1;
    /** The kind of a state that goes on at two states. Its operand is the second one. */
    static final int SPLIT = 2;
    /** The kind of a state that goes on where a condition on the place holds. Its operand is the condition's index in {@link #PLACES}. */
    static final int PLACE = 3;

    /** The conditions on places. */
    static final List<Node.Place> PLACES = List.of(Node.Place.values());

    /** The kind of each state. */
    final int[] kinds;
    /** The operand of each state, whose meaning depends on the state's kind. */
    final int[] operands;
    /** The state that each state leads to. */
    final int[] nexts;
    /** The sets of bytes, each set once. */
    final List<ByteSet> sets;
    /** The state where a match begins. */
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
