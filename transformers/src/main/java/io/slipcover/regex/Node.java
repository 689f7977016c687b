package io.slipcover.regex;

import java.util.List;

/**
 * A part of a pattern. A part does not tell what a group captures and what a quantifier tries first, unless an atomic group stands around
 * it: neither decides whether a text matches.
 *
 * <p>Each part is made of parts that are made already. When it is made, it learns all that there is to know of it. So nobody has to go down
 * into a deep pattern.
 */
sealed interface Node extends ProgramWriter.Step {
    /** How many states the part takes in a program at most; a number beyond {@link Program#MOST_STATES} where there are too many. */
    int states();

    /** The bytes that may come where the part begins. If the part may be empty, it may also end there. */
    Following beginning();

    /**
     * A part that matches everywhere.
     *
     * @param states how often the part is written; it counts as if each of them took a state, because PCRE does not take too many either
     */
    record Nothing(int states) implements Node {
        static final Nothing ONCE = new Nothing(1);

        @Override
        public Following beginning() {
            return Following.END;
        }

        @Override
        public void write(ProgramWriter writer) {
            // Nothing has to be there.
        }
    }

    /** One byte of the set. */
    record Bytes(ByteSet set) implements Node {
        /** The character, or the letter's other case too. */
        static Bytes of(int character, boolean ignoreCase) {
            return new Bytes(ignoreCase ? ByteSet.ofEitherCase(character) : ByteSet.of(character));
        }

        @Override
        public int states() {
            return 1;
        }

        @Override
        public Following beginning() {
            return new Following(set, false, false);
        }

        @Override
        public void write(ProgramWriter writer) {
            writer.bytes(set);
        }
    }

    /** One part after the other. */
    record Sequence(List<Node> parts, int states, Following beginning) implements Node {
        static Node of(List<Node> parts) {
            if (parts.size() == 1) {
                return parts.get(0);
            }
            long states = 0;
            Following beginning = Following.END;
            for (Node part : parts) {
                states += part.states();
                beginning = beginning.isEmptySomewhere() ? beginning.then(part.beginning()) : beginning;
            }
            return parts.isEmpty()
                    ? Nothing.ONCE
                    : new Sequence(List.copyOf(parts), Program.bounded(states), beginning);
        }

        @Override
        public void write(ProgramWriter writer) {
            parts.forEach(writer::later);
        }
    }

    /** One of the branches, of which there are at least two. */
    record Alternatives(List<Node> branches, int states, Following beginning) implements Node {
        /** Makes the alternatives. Branches that are one byte each become one set of bytes. */
        static Node of(List<Node> branches) {
            if (branches.size() == 1) {
                return branches.get(0);
            }
            long states = branches.size() - 1L;
            Following beginning = Following.NOTHING;
            boolean single = true;
            for (Node branch : branches) {
                states += branch.states();
                beginning = beginning.or(branch.beginning());
                single = single && branch instanceof Bytes;
            }
            return single
                    ? new Bytes(beginning.bytes())
                    : new Alternatives(List.copyOf(branches), Program.bounded(states), beginning);
        }

        @Override
        public void write(ProgramWriter writer) {
            int next = writer.entry();
            for (Node branch : branches.subList(0, branches.size() - 1)) {
                writer.later(ahead -> {
                    int others = ahead.entry();
                    ahead.later(behind -> behind.split(behind.entry(), others));
                    ahead.later(branch);
                    ahead.goOn(next);
                });
            }
            writer.later(branches.get(branches.size() - 1));
        }
    }

    /** A part that is never tried in another way once it has matched. {@link AtomicGroups} makes sure that this changes no answer. */
    record Atomic(Node body) implements Node {
        static Node of(Node body) {
            return body instanceof Nothing || body instanceof Atomic ? body : new Atomic(body);
        }

        @Override
        public int states() {
            return body.states();
        }

        @Override
        public Following beginning() {
            return body.beginning();
        }

        @Override
        public void write(ProgramWriter writer) {
            writer.later(body);
        }
    }

    /**
     * The body, several times.
     *
     * @param maximum {@link #UNLIMITED} or a number
     */
    record Repeat(Node body, int minimum, int maximum, boolean greedy, int states) implements Node {
        static final int UNLIMITED = Integer.MAX_VALUE;

        static Node of(Node body, int minimum, int maximum, boolean greedy) {
            if (maximum == 0) {
                return Nothing.ONCE;
            }
            boolean unlimited = maximum == UNLIMITED;
            long fixed = (long) (unlimited ? Math.max(1, minimum) : minimum) * body.states();
            long others = unlimited ? 1 : (maximum - minimum) * (body.states() + 1L);
            int states = Program.bounded(fixed + others);
            if (body instanceof Nothing) {
                return new Nothing(states);
            }
            return minimum == 1 && maximum == 1 ? body : new Repeat(body, minimum, maximum, greedy, states);
        }

        @Override
        public Following beginning() {
            return minimum == 0 ? body.beginning().or(Following.END) : body.beginning();
        }

        @Override
        public void write(ProgramWriter writer) {
            int next = writer.entry();
            boolean unlimited = maximum == UNLIMITED;
            for (int times = unlimited ? 1 : 0; times < minimum; times++) {
                writer.later(body);
            }
            if (unlimited) {
                int loop = writer.split(next);
                writer.later(behind -> {
                    behind.lead(loop, behind.entry());
                    behind.goOn(minimum == 0 ? loop : behind.entry());
                });
                writer.later(body);
            } else {
                for (int times = minimum; times < maximum; times++) {
                    writer.later(behind -> behind.split(behind.entry(), next));
                    writer.later(body);
                }
            }
        }
    }

    /** A condition on a place between two bytes. */
    enum Place implements Node {
        START {
            @Override
            boolean holds(Before before, After after) {
                return before == Before.NOTHING;
            }
        },
        END {
            @Override
            boolean holds(Before before, After after) {
                return after == After.NOTHING;
            }
        },
        END_OR_LAST_NEWLINE {
            @Override
            boolean holds(Before before, After after) {
                return after == After.NOTHING || after == After.LAST_NEWLINE;
            }
        },
        LINE_START {
            @Override
            boolean holds(Before before, After after) {
                return before == Before.NOTHING || (before == Before.NEWLINE && after != After.NOTHING);
            }
        },
        LINE_END {
            @Override
            boolean holds(Before before, After after) {
                return after == After.NOTHING || !NOT_BEFORE_NEWLINE.holds(before, after);
            }
        },
        WORD_BOUNDARY {
            @Override
            boolean holds(Before before, After after) {
                return (before == Before.WORD) != (after == After.WORD);
            }
        },
        NO_WORD_BOUNDARY {
            @Override
            boolean holds(Before before, After after) {
                return !WORD_BOUNDARY.holds(before, after);
            }
        },
        NOT_BEFORE_NEWLINE {
            @Override
            boolean holds(Before before, After after) {
                return after != After.NEWLINE && after != After.LAST_NEWLINE;
            }
        };

        /** Whether the condition holds between two bytes of these kinds. */
        abstract boolean holds(Before before, After after);

        @Override
        public int states() {
            return 1;
        }

        @Override
        public Following beginning() {
            return Following.of(this);
        }

        @Override
        public void write(ProgramWriter writer) {
            writer.place(this);
        }
    }
}
