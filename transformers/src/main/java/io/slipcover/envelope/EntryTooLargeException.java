package io.slipcover.envelope;

/** An entry with more bytes than may be held. */
public final class EntryTooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final long offset;

    EntryTooLargeException(long offset, int maximumBytes) {
        super("offset " + offset + ": an entry of more than " + maximumBytes + " bytes", null, false, false);
        this.offset = offset;
    }

    /** Where the entry begins, in bytes from the start of the body. */
    public long offset() {
        return offset;
    }
}
