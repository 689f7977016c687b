package io.slipcover.document;

/** A stored document that cannot be shown in the shape of a release. The exception is expected to happen, so it has no stack trace. */
public final class UnshowableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Obstacle obstacle;
    private final boolean newer;

    UnshowableException(String reason, Obstacle obstacle) {
        this(reason, obstacle, false);
    }

    /**
     * @param newer whether the document's version is newer than all that are known
     */
    UnshowableException(String reason, Obstacle obstacle, boolean newer) {
        super(reason, null, false, false);
        this.obstacle = obstacle;
        this.newer = newer;
    }

    /** Whether the document's version is newer than all that are known, so that a newer Slipcover is at work. */
    public boolean isNewer() {
        return newer;
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
