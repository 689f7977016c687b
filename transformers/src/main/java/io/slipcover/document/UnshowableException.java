package io.slipcover.document;

/** A stored document that cannot be shown in the shape of a release. Expected to happen, so it has no stack trace. */
public final class UnshowableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnshowableException(String reason) {
        super(reason, null, false, false);
    }

    /** What the client is told: {@code todo-item 2 to 1: convert status: no pair for 42}. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
