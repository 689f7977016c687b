package io.slipcover.json;

/**
 * Finds where values end in bytes that nobody has checked, and checks them on the way as a {@link JsonScanner} does. It does so in one
 * step, for values that are there as a whole and have a byte behind them. Whatever is not so, or not right, or nests too deeply has no end
 * here: a scanner has to look, which knows what is wrong. Not for use by several threads.
 */
public final class ValueEnds {
    /** What stands for no end. */
    public static final int NONE = -1;

    /** The levels that are told apart by the bits of a word. */
    private static final int DEEPEST = Long.SIZE;

    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};

    private final int maximumDepth;
    private final boolean trustsTexts;
    private final JsonStringScanner string = new JsonStringScanner();
    private final JsonNumberScanner number = new JsonNumberScanner();

    /**
     * @param maximumDepth how many levels of objects and arrays a value may have; those of deeper ones than {@value #DEEPEST} are not found
     *     in any case
     * @param trustsTexts whether nobody looks for control characters, wrong escapes and bytes that are not UTF-8 in strings
     */
    public ValueEnds(int maximumDepth, boolean trustsTexts) {
        this.maximumDepth = Math.min(DEEPEST, maximumDepth);
        this.trustsTexts = trustsTexts;
    }

    /** Whether another one with this depth and this trust finds the same ends. */
    public boolean isOf(int depth, boolean trust) {
        return maximumDepth == Math.min(DEEPEST, depth) && trustsTexts == trust;
    }

    /**
     * The index behind the value that begins at {@code at}, which is before {@code to}; {@link #NONE} where there is none.
     *
     * @throws JsonFormatException perhaps, where no value stands there; the place that it names means nothing
     */
    public int endOfValue(byte[] bytes, int at, int to) {
        if (at >= to) {
            return NONE;
        }
        byte first = bytes[at];
        if (first == '"') {
            return endOfString(bytes, at, to);
        }
        return first == '{' || first == '[' ? endOfContainer(bytes, at, to) : endOfScalar(first, bytes, at, to);
    }

    private int endOfString(byte[] bytes, int quote, int to) {
        if (trustsTexts) {
            int closing = JsonStringScanner.closingQuote(bytes, quote + 1, to);
            return closing + 1 < to ? closing + 1 : NONE;
        }
        int end = JsonStringScanner.endOfText(bytes, quote + 1, to);
        if (end == to) {
            return NONE;
        }
        if (bytes[end] != '"') {
            end = string.resume(bytes, string.begin(bytes, end, to, 0), to, 0);
            return string.isClosed() && end < to ? end : NONE;
        }
        return end + 1 < to ? end + 1 : NONE;
    }

    private int endOfScalar(byte first, byte[] bytes, int at, int to) {
        return switch (first) {
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> {
                int end = number.begin(bytes, at, to, 0);
                yield end < to ? end : NONE;
            }
            case 't' -> endOfLiteral(TRUE, bytes, at, to);
            case 'f' -> endOfLiteral(FALSE, bytes, at, to);
            case 'n' -> endOfLiteral(NULL, bytes, at, to);
            default -> NONE;
        };
    }

    private static int endOfLiteral(byte[] literal, byte[] bytes, int at, int to) {
        int end = at + literal.length;
        return end < to && JsonWords.same(literal, bytes, at) ? end : NONE;
    }

    /** Goes through an object or array, and through all within it. The lowest bit of {@code objects} tells what the innermost is. */
    private int endOfContainer(byte[] bytes, int from, int to) {
        long objects = 0;
        int depth = 0;
        int at = from;
        while (true) {
            byte first = bytes[at];
            if (first == '{' || first == '[') {
                if (depth == maximumDepth) {
                    return NONE;
                }
                depth++;
                objects = objects << 1 | (first == '{' ? 1 : 0);
                at = skipWhitespace(bytes, at + 1, to);
                if (at == to) {
                    return NONE;
                }
                if (bytes[at] != (first == '{' ? '}' : ']')) {
                    if (first == '{') {
                        at = startOfMember(bytes, at, to);
                    }
                    if (at == NONE) {
                        return NONE;
                    }
                    continue;
                }
            } else {
                at = first == '"' ? endOfString(bytes, at, to) : endOfScalar(first, bytes, at, to);
                if (at == NONE) {
                    return NONE;
                }
                at = skipWhitespace(bytes, at, to);
            }
            // Here is what stands behind a value, or the end of an empty container.
            while (true) {
                if (at == to) {
                    return NONE;
                }
                byte found = bytes[at];
                boolean object = (objects & 1) != 0;
                if (found == ',') {
                    at = skipWhitespace(bytes, at + 1, to);
                    if (object) {
                        at = startOfMember(bytes, at, to);
                    }
                    if (at == NONE || at == to) {
                        return NONE;
                    }
                    break;
                }
                if (found != (object ? '}' : ']')) {
                    return NONE;
                }
                depth--;
                objects >>>= 1;
                at++;
                if (depth == 0) {
                    return at < to ? at : NONE;
                }
                at = skipWhitespace(bytes, at, to);
            }
        }
    }

    /** Where the value of the member begins whose name has to stand here. */
    private int startOfMember(byte[] bytes, int at, int to) {
        if (at == to || bytes[at] != '"') {
            return NONE;
        }
        int end = endOfString(bytes, at, to);
        if (end == NONE) {
            return NONE;
        }
        int colon = skipWhitespace(bytes, end, to);
        if (colon == to || bytes[colon] != ':') {
            return NONE;
        }
        int value = skipWhitespace(bytes, colon + 1, to);
        return value < to ? value : NONE;
    }

    /** The first place from here on where no white space stands; {@code to} where nothing else stands. */
    public static int skipWhitespace(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] <= ' ' && JsonBytes.isWhitespace(bytes[at])) {
            at++;
        }
        return at;
    }
}
