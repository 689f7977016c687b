package io.slipcover.json;

/** Malformed JSON, with the place of the first byte that cannot be. It is expected to happen, so it carries no stack trace. */
public final class JsonFormatException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long offset;
    private final String problem;

    /**
     * @param offset what {@link #offset()} is to say
     * @param problem what was found, and what was expected
     */
    public JsonFormatException(long offset, String problem) {
        super("offset " + offset + ": " + problem, null, false, false);
        this.offset = offset;
        this.problem = problem;
    }

    static JsonFormatException unexpected(long offset, byte found, String expected) {
        String shown = found > ' ' && found < 0x7F ? "'" + (char) found + "'" : String.format("byte 0x%02X", found);
        return new JsonFormatException(offset, "found " + shown + ", expected " + expected);
    }

    /** Bytes from the start of the input to the first one that cannot be; the length of the input, where it ends too early. */
    public long offset() {
        return offset;
    }

    /** What was found, and what was expected: the message without the offset. */
    public String problem() {
        return problem;
    }

    /** The same, seen from an input in which this one begins after so many bytes. */
    public JsonFormatException movedBy(long bytes) {
        return new JsonFormatException(offset + bytes, problem);
    }
}
