package io.slipcover.exchange;

/** More comes of a body that is packed than may. A stranger can send such a body, so this has no stack trace. */
public final class UnpackedTooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnpackedTooLargeException(String reason) {
        super(reason, null, false, false);
    }

    /** What the client is told. */
    public OwnAnswer answer() {
        return new OwnAnswer(413, "too_large", String.valueOf(getMessage()));
    }
}
