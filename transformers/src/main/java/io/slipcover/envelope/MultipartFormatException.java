package io.slipcover.envelope;

/** A body that is not in parts as it was said to be. Expected to happen, so it has no stack trace. */
public final class MultipartFormatException extends RuntimeException {
    private static final long serialVersionUID = 1;

    MultipartFormatException(String message) {
        super(message, null, false, false);
    }
}
