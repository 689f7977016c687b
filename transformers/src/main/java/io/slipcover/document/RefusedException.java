package io.slipcover.document;

/**
 * A written document that cannot be stored, now or later, without losing or garbling something. The exception is expected to happen, so it
 * has no stack trace.
 */
public final class RefusedException extends RuntimeException {
    /** What the writer of a document that mixes versions, or that is of an older version than its release's, is told besides the reason. */
    static final String UPDATED_APP =
            "; an app that was updated over a filled local database writes such documents, see docs/updating-apps.md";

    private static final long serialVersionUID = 1;

    private final transient Obstacle obstacle;

    RefusedException(String reason, Obstacle obstacle) {
        super(reason, null, false, false);
        this.obstacle = obstacle;
    }

    /** The reason that the writer is told: operation and member, perhaps the writer's own value, never a value of the base. */
    public String reason() {
        return String.valueOf(getMessage());
    }

    /** The obstacle for operators, without a value of the document. */
    public Obstacle obstacle() {
        return obstacle;
    }
}
