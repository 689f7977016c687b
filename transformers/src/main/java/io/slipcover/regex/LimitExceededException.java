package io.slipcover.regex;

/** A search takes too long, or too much memory. */
final class LimitExceededException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LimitExceededException() {
        super("a regular expression takes too long", null, false, false);
    }
}
