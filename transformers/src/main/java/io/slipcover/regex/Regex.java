package io.slipcover.regex;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** A compiled regular expression. Threads may share it; it matches for one thread at a time. */
public final class Regex {
    /** The most bytes of a pattern. PCRE takes hardly any pattern that is longer. */
    public static final int LONGEST_PATTERN = 1 << 16;
    /** The most states of a pattern's program. */
    public static final int MOST_STATES = Program.MOST_STATES;

    /** The work of reading a byte of a pattern, and of writing a state. A unit is the work of looking at a state, some ns. */
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
     * Compiles a pattern. A zero byte ends the pattern.
     *
     * @param charge is told of the work before it is done, and may throw: of the pattern's length, then of how many states the pattern
     *     takes
     * @throws RegexSyntaxException where PCRE does not take the pattern
     * @throws UnsupportedRegexException where PCRE may take the pattern, but a set of states cannot decide it, or the pattern is too large
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

    /** The states that the pattern was compiled into, as JSON: {@link ProgramText#of} tells its form. */
    public String program() {
        return ProgramText.of(program);
    }

    /** {@link #isFoundIn(byte[], LongConsumer)}, at nobody's charge. */
    public boolean isFoundIn(byte[] text) {
        return isFoundIn(text, work -> {});
    }

    /**
     * Whether the expression matches somewhere in the text. This takes time in proportion to the text's length.
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
