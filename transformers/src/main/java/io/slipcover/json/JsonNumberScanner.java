package io.slipcover.json;

/** Checks one number as its bytes arrive, in the grammar of RFC 8259, section 6. Only the byte behind a number says that it is over. */
final class JsonNumberScanner {
    // Each is named for what has been read last.
    private static final int NOTHING = 0;
    private static final int MINUS = 1;
    private static final int ZERO = 2;
    private static final int INTEGER = 3;
    private static final int POINT = 4;
    private static final int FRACTION = 5;
    private static final int E = 6;
    private static final int EXPONENT_SIGN = 7;
    private static final int EXPONENT = 8;
    private static final int IMPOSSIBLE = -1;

    private int state = NOTHING;

    /** Scans from the number's first byte on. */
    int begin(byte[] bytes, int from, int to, long origin) {
        int end = endOfDecimal(bytes, from, to);
        if (end < to) {
            return end;
        }
        state = NOTHING;
        return resume(bytes, from, to, origin);
    }

    /** The index behind a number that is over before {@code to} and has no exponent; {@code to} for everything else. */
    private static int endOfDecimal(byte[] bytes, int from, int to) {
        int first = bytes[from] == '-' ? from + 1 : from;
        int at = skipDigits(bytes, first, to);
        if (at == first || (bytes[first] == '0' && at > first + 1)) {
            return to;
        }
        if (at < to && bytes[at] == '.') {
            int point = at;
            at = skipDigits(bytes, point + 1, to);
            if (at == point + 1) {
                return to;
            }
        }
        return at < to && (bytes[at] | 0x20) == 'e' ? to : at;
    }

    private static int skipDigits(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        return at;
    }

    /**
     * Scans on.
     *
     * @param origin what has to be added to an index for the offset that an error names
     * @return the index of the first byte that does not belong to the number, which is then over, or {@code to}
     */
    int resume(byte[] bytes, int from, int to, long origin) {
        int current = state;
        for (int at = from; at < to; at++) {
            byte found = bytes[at];
            boolean digit = found >= '0' && found <= '9';
            if (digit && (current == INTEGER || current == FRACTION)) {
                continue;
            }
            int next = digit ? behindDigit(current, found) : behindOther(current, found);
            if (next == IMPOSSIBLE) {
                state = current;
                if (!mayEnd()) {
                    throw JsonFormatException.unexpected(origin + at, found, expected());
                }
                return at;
            }
            current = next;
        }
        state = current;
        return to;
    }

    private static int behindDigit(int state, byte digit) {
        return switch (state) {
            case NOTHING, MINUS -> digit == '0' ? ZERO : INTEGER;
            case ZERO -> IMPOSSIBLE;
            case INTEGER -> INTEGER;
            case POINT, FRACTION -> FRACTION;
            default -> EXPONENT;
        };
    }

    private static int behindOther(int state, byte found) {
        return switch (found) {
            case '.' -> state == ZERO || state == INTEGER ? POINT : IMPOSSIBLE;
            case 'e', 'E' -> state == ZERO || state == INTEGER || state == FRACTION ? E : IMPOSSIBLE;
            case '-' -> state == NOTHING ? MINUS : state == E ? EXPONENT_SIGN : IMPOSSIBLE;
            case '+' -> state == E ? EXPONENT_SIGN : IMPOSSIBLE;
            default -> IMPOSSIBLE;
        };
    }

    /** Whether what has been read so far is a number. */
    boolean mayEnd() {
        return state == ZERO || state == INTEGER || state == FRACTION || state == EXPONENT;
    }

    /** What has to come next. */
    String expected() {
        return state == E ? "a digit or a sign" : "a digit";
    }
}
