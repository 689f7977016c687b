package io.slipcover.query;

/** A field of a view for which no single field is stored. The exception is expected to happen, so it has no stack trace. */
public final class NoSingleFieldException extends RuntimeException {
    private static final long serialVersionUID = 1;

    NoSingleFieldException(String reason) {
        super(reason, null, false, false);
    }

    /** The reason that the client is told. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
