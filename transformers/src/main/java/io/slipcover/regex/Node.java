package io.slipcover.regex;

import java.util.List;

/** A part of a pattern. */
sealed interface Node {
    /** What {@link #width} is of a part that may match texts of several lengths. */
    int VARIABLE = -1;

    /** How many bytes whatever it matches has, as far as PCRE can tell. */
    int width();

    /** Whether a quantifier may follow. */
    default boolean isRepeatable() {
        return true;
    }

    /** One byte of these. */
    record Bytes(ByteSet set) implements Node {
        /** This character, or its other case. */
        static Bytes of(int character, boolean ignoreCase) {
            ByteSet set = ByteSet.of(character);
            return new Bytes(ignoreCase ? set.ignoringCase() : set);
        }

        @Override
        public int width() {
            return 1;
        }
    }

    /** One after the other. */
    record Sequence(List<Node> parts) implements Node {
        static final Sequence EMPTY = new Sequence(List.of());

        @Override
        public int width() {
            int width = 0;
            for (Node part : parts) {
                if (part.width() == VARIABLE) {
                    return VARIABLE;
                }
                width += part.width();
            }
            return width;
        }
    }

    /** The first of these with which the rest matches. */
    record Alternatives(List<Node> branches) implements Node {
        @Override
        public int width() {
            int width = branches.get(0).width();
            return branches.stream().allMatch(branch -> branch.width() == width) ? width : VARIABLE;
        }
    }

    /** A group with a number. */
    record Capture(int number, Node body) implements Node {
        @Override
        public int width() {
            return body.width();
        }
    }

    /** What is never tried again once it has matched. */
    record Atomic(Node body) implements Node {
        @Override
        public int width() {
            return body.width();
        }
    }

    /**
     * The same, several times.
     *
     * @param maximum {@link #UNLIMITED} or a number
     */
    record Repeat(Node body, int minimum, int maximum, boolean greedy) implements Node {
        static final int UNLIMITED = Integer.MAX_VALUE;

        @Override
        public int width() {
            // PCRE does not see that a group which is repeated 0 times is as wide as nothing.
            boolean fixed = minimum == maximum && minimum > 0 && body.width() != VARIABLE;
            return fixed ? minimum * body.width() : VARIABLE;
        }
    }

    /** What has to stand, or must not, behind or before this place. */
    record Look(boolean behind, boolean negative, Node body) implements Node {
        @Override
        public int width() {
            return 0;
        }
    }

    /** What a group matched last. */
    record BackReference(int group, boolean ignoreCase) implements Node {
        @Override
        public int width() {
            return VARIABLE;
        }
    }

    /** A condition on a place. */
    enum Place implements Node {
        START,
        END,
        END_OR_LAST_NEWLINE,
        LINE_START,
        LINE_END,
        WORD_BOUNDARY,
        NO_WORD_BOUNDARY,
        /** Everywhere: where the match is said to begin, which nobody asks. */
        ANYWHERE;

        @Override
        public int width() {
            return 0;
        }

        @Override
        public boolean isRepeatable() {
            return false;
        }
    }
}
