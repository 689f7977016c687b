package io.slipcover.json;

/** Malformed JSON, with the place of the first byte that cannot be. It is expected to happen, so it carries no stack trace. */
public final class JsonFormatException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long offset;

    JsonFormatException(long offset, String problem) {
        super("offset " + offset + ": " + problem, null, false, false);
        this.offset = offset;
    }

    /** Bytes from the start of the input to the first one that cannot be; the length of the input, where it ends too early. */
    public long offset() {
        return offset;
    }
}
