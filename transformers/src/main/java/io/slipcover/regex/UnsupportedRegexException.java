package io.slipcover.regex;

/** A pattern with something that PCRE can do and this package cannot. It is expected to happen, so it carries no stack trace. */
public final class UnsupportedRegexException extends Exception {
    private static final long serialVersionUID = 1L;

    UnsupportedRegexException(String what) {
        super(what, null, false, false);
    }
}
