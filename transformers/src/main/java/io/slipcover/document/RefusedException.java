package io.slipcover.document;

/**
 * A written document that cannot be stored, now or later, without losing or garbling something. Expected to happen, so it has no
 * stack trace.
 */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    RefusedException(String reason) {
        super(reason, null, false, false);
    }

    /** What the writer is told: operation and member, perhaps the writer's own value, never one of the base. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
