package io.slipcover.envelope;

/**
 * A document that cannot be shown, in an answer that has no place beside it to say so.
 *
 * <p>Where nothing has been sent yet, an error answer can take its place; otherwise the connection has to be broken.
 */
public final class EntryFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String error;
    private final String reason;

    private EntryFailedException(EntryOutcome.Failed failed) {
        super(failed.error() + ": " + failed.reason(), null, false, false);
        this.error = failed.error();
        this.reason = failed.reason();
    }

    /** Throws where one of the entries has a document that failed. */
    static void throwIfFailed(EntryOutcome outcome) {
        if (outcome instanceof EntryOutcome.Failed failed) {
            throw new EntryFailedException(failed);
        }
        if (outcome instanceof EntryOutcome.Rewritten words) {
            throwIfFailed(words.document());
        } else if (outcome instanceof EntryOutcome.Several several) {
            several.entries().forEach(EntryFailedException::throwIfFailed);
        }
    }

    /** What CouchDB says of a document that is not there. */
    static EntryFailedException missing() {
        return new EntryFailedException(new EntryOutcome.Failed("not_found", "missing"));
    }

    /** CouchDB's kind of word for what went wrong, such as {@code migration_failed}. */
    public String error() {
        return error;
    }

    /** A sentence about what went wrong. */
    public String reason() {
        return reason;
    }
}
