package io.slipcover.transform;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A text that is no document. The exception is expected to happen, so it has no stack trace. */
public final class UnreadableDocumentException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    private UnreadableDocumentException(String problem, int line, int column) {
        super(problem, null, false, false);
        this.line = line;
        this.column = column;
    }

    /**
     * A problem at a byte of a text in UTF-8.
     *
     * @param problem what was found, and what was expected
     */
    static UnreadableDocumentException at(byte[] text, int offset, String problem) {
        String before = new String(text, 0, offset, UTF_8);
        int lineStart = before.lastIndexOf('\n') + 1;
        int line =
                1 + (int) before.chars().filter(character -> character == '\n').count();
        return new UnreadableDocumentException(problem, line, 1 + before.codePointCount(lineStart, before.length()));
    }

    /** What was found, and what was expected. */
    public String problem() {
        return String.valueOf(getMessage());
    }

    /** The line, from 1. */
    public int line() {
        return line;
    }

    /** The column, from 1, in characters. */
    public int column() {
        return column;
    }
}
