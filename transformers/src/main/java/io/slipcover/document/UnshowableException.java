package io.slipcover.document;

/** A stored document that cannot be shown in the shape of a release. The exception is expected to happen, so it has no stack trace. */
public final class UnshowableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Obstacle obstacle;

    UnshowableException(String reason, Obstacle obstacle) {
        super(reason, null, false, false);
        this.obstacle = obstacle;
    }

    /** The reason that the client is told: {@code todo-item 2 to 1: convert status: no pair for 42}. */
    public String reason() {
        return String.valueOf(getMessage());
    }

    /** The obstacle for operators, without a value of the document. */
    public Obstacle obstacle() {
        return obstacle;
    }
}
