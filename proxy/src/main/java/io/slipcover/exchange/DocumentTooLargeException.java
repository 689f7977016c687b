package io.slipcover.exchange;

/** A document that is longer than may be held. Expected to happen, so it has no stack trace. */
final class DocumentTooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1;

    DocumentTooLargeException() {
        super("a document that is too large", null, false, false);
    }
}
