package io.slipcover.json;

/**
 * Finds where values begin and end in bytes that a {@link JsonScanner} has been through. It checks nothing: on other bytes its
 * answers mean nothing, or it runs off the array.
 */
final class JsonBytes {
    private JsonBytes() {}

    /** The index of the first byte that is no whitespace; outside of strings, nothing else in valid JSON is as low. */
    static int skipWhitespace(byte[] bytes, int from) {
        int at = from;
        while (bytes[at] <= ' ') {
            at++;
        }
        return at;
    }

    /** The index behind the last byte before {@code to} that is no whitespace. */
    static int trimEnd(byte[] bytes, int from, int to) {
        int end = to;
        while (end > from && isWhitespace(bytes[end - 1])) {
            end--;
        }
        return end;
    }

    static boolean isWhitespace(byte value) {
        return value == ' ' || value == '\n' || value == '\r' || value == '\t';
    }

    /** The index behind the value that begins at {@code from} and, if it is a number at the top, ends at {@code to} at the latest. */
    static int endOfValue(byte[] bytes, int from, int to) {
        return switch (bytes[from]) {
            case '"' -> plain(endOfString(bytes, from));
            case '{', '[' -> endOfContainer(bytes, from);
            default -> endOfScalar(bytes, from, to);
        };
    }

    /**
     * The index behind the string whose opening quote stands at {@code from}; its complement ({@code ~end}) where the string has
     * escapes.
     */
    static int endOfString(byte[] bytes, int from) {
        int at = from + 1;
        int lastWord = bytes.length - Long.BYTES;
        boolean escaped = false;
        while (true) {
            while (at <= lastWord) {
                long hits = JsonWords.quoteOrBackslash(JsonWords.read(bytes, at));
                if (hits != 0) {
                    at += JsonWords.bytesBefore(hits);
                    break;
                }
                at += Long.BYTES;
            }
            byte value = bytes[at];
            if (value == '"') {
                return escaped ? ~(at + 1) : at + 1;
            }
            if (value == '\\') {
                escaped = true;
                at++;
            }
            at++;
        }
    }

    /** What {@link #endOfString} found, whether the string has escapes or not. */
    static int plain(int endOfString) {
        return endOfString < 0 ? ~endOfString : endOfString;
    }

    private static int endOfContainer(byte[] bytes, int from) {
        int lastWord = bytes.length - Long.BYTES;
        int at = from;
        int open = 0;
        while (true) {
            while (at <= lastWord) {
                long hits = JsonWords.quoteOrBracket(JsonWords.read(bytes, at));
                if (hits != 0) {
                    at += JsonWords.bytesBefore(hits);
                    break;
                }
                at += Long.BYTES;
            }
            switch (bytes[at]) {
                case '"' -> at = plain(endOfString(bytes, at));
                case '{', '[' -> {
                    open++;
                    at++;
                }
                case '}', ']' -> {
                    open--;
                    at++;
                    if (open == 0) {
                        return at;
                    }
                }
                default -> at++;
            }
        }
    }

    /** The index behind the number, {@code true}, {@code false} or {@code null} that begins at {@code from}. */
    static int endOfScalar(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && !endsScalar(bytes[at])) {
            at++;
        }
        return at;
    }

    private static boolean endsScalar(byte value) {
        return value == ',' || value == '}' || value == ']' || value <= ' ';
    }
}
