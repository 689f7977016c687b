package io.slipcover.report;

import org.jspecify.annotations.Nullable;

/**
 * A failure as a log may show it: what failed, and where. It leaves out the failure's message, because the message may
 * quote a document.
 */
final class Unquoted extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final int DEPTH = 8;

    private Unquoted(Throwable failure, @Nullable Unquoted cause) {
        super(failure.getClass().getName(), cause);
        setStackTrace(failure.getStackTrace());
    }

    /** The failure and its causes, without their messages. */
    static Unquoted of(Throwable failure) {
        return of(failure, DEPTH);
    }

    private static Unquoted of(Throwable failure, int depth) {
        Throwable cause = failure.getCause();
        return new Unquoted(failure, cause == null || depth == 0 ? null : of(cause, depth - 1));
    }
}
