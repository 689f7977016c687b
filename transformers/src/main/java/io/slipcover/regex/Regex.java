package io.slipcover.regex;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** A compiled regular expression, which threads may share. */
public final class Regex {
    private final Program program;

    private Regex(Program program) {
        this.program = program;
    }

    /**
     * The expression that a pattern spells. A zero byte ends it.
     *
     * @throws RegexSyntaxException where PCRE does not take it
     * @throws UnsupportedRegexException where PCRE does, but nobody has taught it this package: recursion, conditions, verbs, callouts
     *     and groups that share numbers
     */
    public static Regex compile(byte[] pattern) throws RegexSyntaxException, UnsupportedRegexException {
        String text = new String(pattern, ISO_8859_1);
        int end = text.indexOf('\0');
        RegexParser parser = new RegexParser(end < 0 ? text : text.substring(0, end));
        Node node = parser.parse();
        return new Regex(RegexCompiler.compile(node, parser.groups()));
    }

    /**
     * Whether it matches somewhere in the subject. It does not where that takes more than {@link RegexMatcher#MOST_STEPS} steps to
     * find out, or more memory than {@link RegexMatcher#MOST_CHOICES}: what Erlang does beyond limits of its own.
     */
    public boolean isFoundIn(byte[] subject) {
        return new RegexMatcher(program, subject).find();
    }
}
