package io.slipcover.regex;

/** A pattern that PCRE does not take. It is expected to happen, so it carries no stack trace. */
public final class RegexSyntaxException extends Exception {
    private static final long serialVersionUID = 1L;

    RegexSyntaxException(String problem, int offset) {
        super(problem + " at " + offset, null, false, false);
    }
}
