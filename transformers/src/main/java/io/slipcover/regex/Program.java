package io.slipcover.regex;

import java.util.List;

/** What a matcher runs. */
final class Program {
    /** Instructions, each with its operands behind it, see {@link Op}. */
    final int[] code;
    /** The bytes that instructions speak of by number. */
    final List<ByteSet> sets;
    /** How many places of the subject it remembers: the beginning and the end of each group, and where loops began. */
    final int registers;
    /** Where a match may begin. */
    final Start start;
    /** Bytes with which every match begins; all of them, where it may be empty. */
    final ByteSet first;

    Program(int[] code, List<ByteSet> sets, int registers, Start start, ByteSet first) {
        this.code = code;
        this.sets = sets;
        this.registers = registers;
        this.start = start;
        this.first = first;
    }

    /** Where it is enough to try. */
    enum Start {
        ANYWHERE,
        LINE,
        SUBJECT
    }
}
