package io.slipcover.document;

/**
 * A written document that cannot be stored by this Slipcover, but perhaps by the next: its base has a version that no release
 * names, since a newer Slipcover is at work. Expected to happen, so it has no stack trace.
 */
public final class TemporarilyRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Obstacle obstacle;

    TemporarilyRefusedException(String reason, Obstacle obstacle) {
        super(reason, null, false, false);
        this.obstacle = obstacle;
    }

    /** What the writer is told; no value of the base. */
    public String reason() {
        return String.valueOf(getMessage());
    }

    /** The same for operators, without a value of the document. */
    public Obstacle obstacle() {
        return obstacle;
    }
}
