package io.slipcover.document;

/**
 * A written document that cannot be stored by this Slipcover, but perhaps by the next: its base has a version that no release
 * names, since a newer Slipcover is at work. Expected to happen, so it has no stack trace.
 */
public final class TemporarilyRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    TemporarilyRefusedException(String reason) {
        super(reason, null, false, false);
    }

    /** What the writer is told; no value of the base. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
