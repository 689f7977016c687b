package io.slipcover.regex;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** A compiled regular expression, which threads may share; one matches at a time. */
public final class Regex {
    /** How many bytes a pattern has at most. PCRE takes hardly one that is longer. */
    public static final int LONGEST_PATTERN = 1 << 16;
    /** How many states the program of a pattern has at most. */
    public static final int MOST_STATES = Program.MOST_STATES;

    /** How much work it is to read a byte of a pattern, and to write a state; a unit is what it takes to look at a state, some ns. */
    private static final int WORK_OF_A_BYTE = 16;

    private static final int WORK_OF_A_STATE = 32;

    private final Program program;
    private @Nullable Automaton automaton;

    private Regex(Program program) {
        this.program = program;
    }

    /** {@link #compile(byte[], LongConsumer)}, at nobody's charge. */
    public static Regex compile(byte[] pattern) throws RegexSyntaxException, UnsupportedRegexException {
        return compile(pattern, work -> {});
    }

    /**
     * The expression that a pattern spells. A zero byte ends it.
     *
     * @param charge is told of the work before it is done, and may throw: of the pattern's length, then of how many states it takes
     * @throws RegexSyntaxException where PCRE does not take it
     * @throws UnsupportedRegexException where PCRE may take it, but a set of states cannot decide it, or it is too large
     */
    public static Regex compile(byte[] pattern, LongConsumer charge)
            throws RegexSyntaxException, UnsupportedRegexException {
        if (pattern.length > LONGEST_PATTERN) {
            throw UnsupportedRegexException.tooLong();
        }
        charge.accept((long) WORK_OF_A_BYTE * pattern.length);
        String text = new String(pattern, ISO_8859_1);
        int end = text.indexOf('\0');
        Node node = new RegexParser(end < 0 ? text : text.substring(0, end)).parse();
        int states = node.states();
        if (states > MOST_STATES) {
            throw UnsupportedRegexException.tooLarge();
        }
        charge.accept((long) WORK_OF_A_STATE * states);
        AtomicGroups.check(node);
        return new Regex(ProgramWriter.write(node));
    }

    /** {@link #isFoundIn(byte[], LongConsumer)}, at nobody's charge. */
    public boolean isFoundIn(byte[] text) {
        return isFoundIn(text, work -> {});
    }

    /**
     * Whether it matches somewhere in the text, which takes time in proportion to the text's length.
     *
     * @param charge is told of the work on the way, some thousands of units at a time, and may throw. A unit is a byte read or a state
     *     looked at: about one a byte for most patterns, and never more than the number of states a byte, give or take the remembering
     */
    public synchronized boolean isFoundIn(byte[] text, LongConsumer charge) {
        if (automaton == null) {
            automaton = new Automaton(program);
        }
        return automaton.isFoundIn(text, charge);
    }
}
