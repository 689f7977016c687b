package io.slipcover.regex;

import org.jspecify.annotations.Nullable;

/**
 * A pattern with something that PCRE can do and this package cannot. The message names it, and says what to write instead where there is
 * something. The exception is expected to happen, so it carries no stack trace.
 */
public final class UnsupportedRegexException extends Exception {
    private static final long serialVersionUID = 1L;

    private final @Nullable String limit;

    private UnsupportedRegexException(@Nullable String limit, String message) {
        super(message, null, false, false);
        this.limit = limit;
    }

    private UnsupportedRegexException(String message) {
        this(null, message);
    }

    /** The name of the limit that the pattern exceeds; null where the pattern has something that this package cannot do at all. */
    public @Nullable String limit() {
        return limit;
    }

    static UnsupportedRegexException lookAround(String written) {
        return new UnsupportedRegexException(
                "look-around, here " + written
                        + ": write each look-around as a $regex of its own, joined by $and, or below $not where it must not match");
    }

    static UnsupportedRegexException backReference(String written) {
        return new UnsupportedRegexException("back-references, here " + written);
    }

    static UnsupportedRegexException recursion(String written) {
        return new UnsupportedRegexException(
                "recursion, here " + written + ": write the group again for each level that it is to reach");
    }

    static UnsupportedRegexException condition() {
        return new UnsupportedRegexException(
                "conditions, such as (?(1)a|b): write the cases as alternatives, such as xa|b");
    }

    static UnsupportedRegexException verb() {
        return new UnsupportedRegexException(
                "verbs, such as (*UTF8) or (*COMMIT): leave them out, and mind that a character beyond ASCII is several bytes");
    }

    static UnsupportedRegexException callout() {
        return new UnsupportedRegexException("callouts, such as (?C): leave them out");
    }

    static UnsupportedRegexException wordEdge() {
        return new UnsupportedRegexException("[[:<:]] and [[:>:]]: write \\b");
    }

    static UnsupportedRegexException atomic() {
        return new UnsupportedRegexException(
                "possessive quantifiers and atomic groups, such as a++ and (?>a|ab), whose choices the next character does not decide:"
                        + " write a+ and (?:a|ab)");
    }

    static UnsupportedRegexException wronglyApart(String repeated, String other) {
        return new UnsupportedRegexException("classes about which PCRE errs, here a repeated " + repeated + " beside "
                + other + ": write a class in brackets, such as [\\S]* or [^\\n]*");
    }

    static UnsupportedRegexException tooLong() {
        return new UnsupportedRegexException(
                "regex-length", "the pattern has more than " + Regex.LONGEST_PATTERN + " bytes");
    }

    static UnsupportedRegexException tooLarge() {
        return new UnsupportedRegexException(
                "regex-states",
                "the pattern takes more than " + Regex.MOST_STATES
                        + " states, since counts such as {1,1000} multiply: write smaller ones");
    }
}
