package io.slipcover.document;

/**
 * A written document that this Slipcover cannot store, but perhaps the next one can. The document's base has a version that no release
 * names, because a newer Slipcover is at work. The exception is expected to happen, so it has no stack trace.
 */
public final class TemporarilyRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Obstacle obstacle;

    TemporarilyRefusedException(String reason, Obstacle obstacle) {
        super(reason, null, false, false);
        this.obstacle = obstacle;
    }

    /** The reason that the writer is told, without a value of the base. */
    public String reason() {
        return String.valueOf(getMessage());
    }

    /** The obstacle for operators, without a value of the document. */
    public Obstacle obstacle() {
        return obstacle;
    }
}
