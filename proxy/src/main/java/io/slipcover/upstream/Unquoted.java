package io.slipcover.upstream;

import org.jspecify.annotations.Nullable;

/** A failure as a log may have it: what it was, and where. Not what it said, since that may quote a document. */
public final class Unquoted extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final int DEPTH = 8;

    private Unquoted(Throwable failure, @Nullable Unquoted cause) {
        super(failure.getClass().getName(), cause);
        setStackTrace(failure.getStackTrace());
    }

    /** The failure, and what it came from, without a word of theirs. */
    public static Unquoted of(Throwable failure) {
        return of(failure, DEPTH);
    }

    private static Unquoted of(Throwable failure, int depth) {
        Throwable cause = failure.getCause();
        return new Unquoted(failure, cause == null || depth == 0 ? null : of(cause, depth - 1));
    }
}
