package io.slipcover.regex;

/**
 * The bytes that may come next at a place of a pattern, and whether the pattern may end there.
 *
 * @param bytes the bytes that may be read next, perhaps with some that may not
 * @param ends whether the pattern, or the part that is looked at, may end here
 * @param mayEnd whether it may end here if a condition on the place holds
 */
record Following(ByteSet bytes, boolean ends, boolean mayEnd) {
    /** Nothing but the end. */
    static final Following END = new Following(ByteSet.NONE, true, false);
    /** Nothing, and no end. */
    static final Following NOTHING = new Following(ByteSet.NONE, false, false);

    private static final Following NEWLINE = new Following(ByteSet.of('\n'), false, false);
    private static final Following CONDITION = new Following(ByteSet.NONE, false, true);

    /**
     * The bytes that may come at a condition on the place. A condition that holds at the end of a text lets no byte pass, except the last
     * line break.
     */
    static Following of(Node.Place place) {
        return switch (place) {
            case END -> NOTHING;
            case END_OR_LAST_NEWLINE, LINE_END -> NEWLINE;
            case START, LINE_START, WORD_BOUNDARY, NO_WORD_BOUNDARY, NOT_BEFORE_NEWLINE -> CONDITION;
        };
    }

    boolean isEmptySomewhere() {
        return ends || mayEnd;
    }

    /** Whether none of these bytes can come next, and no condition has to be asked. */
    boolean isApartFrom(ByteSet others) {
        return !bytes.intersects(others) && !mayEnd;
    }

    Following or(Following other) {
        return new Following(bytes.or(other.bytes), ends || other.ends, mayEnd || other.mayEnd);
    }

    /** The bytes that may come where something else stands behind this part. */
    Following then(Following behind) {
        boolean passes = isEmptySomewhere();
        return new Following(
                passes ? bytes.or(behind.bytes) : bytes,
                ends && behind.ends,
                (passes && behind.mayEnd) || (mayEnd && behind.ends));
    }
}
