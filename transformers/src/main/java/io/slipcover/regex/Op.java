package io.slipcover.regex;

import java.util.List;

/** The instructions of a {@link Program}; operands are named in the order in which they stand behind it. */
final class Op {
    /** One byte of a set. */
    static final int BYTE = 0;
    /** Bytes of a set, at least the minimum and up to the maximum, as many as possible, then fewer: set, minimum, maximum. */
    static final int BYTES = 1;
    /** Goes on at the first, if that fails at the second. */
    static final int SPLIT = 2;
    /** Goes on elsewhere. */
    static final int JUMP = 3;
    /** Remembers the place in a register. */
    static final int SAVE = 4;
    /** Goes on elsewhere, unless the place is that in the register: register, target. */
    static final int JUMP_IF_MOVED = 5;
    /** A condition on the place: its index in {@link #PLACES}. */
    static final int PLACE = 6;
    /** The bytes between two registers again: the first register, 1 where case does not count. */
    static final int REFERENCE = 7;
    /** Runs what follows up to {@link #STOP} for itself, and keeps its place: where to go on. */
    static final int ATOMIC = 8;
    /** The same, and comes back to the place: 1 where it must not match, where to go on. */
    static final int LOOK = 9;
    /** Goes back by a number of bytes. */
    static final int BACK = 10;
    /** The end of what is run for itself, or of all. */
    static final int STOP = 11;

    /** The conditions on places. */
    static final List<Node.Place> PLACES = List.of(Node.Place.values());

    private Op() {}
}
