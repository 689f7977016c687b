package io.slipcover.json;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Objects;

/**
 * Checks one JSON value as its bytes arrive: the grammar of RFC 8259, UTF-8 (RFC 3629), and how deep it nests. The bytes may be cut
 * anywhere. Escapes of surrogates need not come in pairs, as the RFC's grammar has it; member names may repeat.
 *
 * <p>This class goes from token to token; strings and numbers have scanners of their own. Between two calls it may be in the middle of
 * a token, and the state says in which. After a {@link JsonFormatException} only {@link #reset()} makes the scanner usable again.
 */
public final class JsonScanner {
    // Between tokens: what has to come next.
    private static final int VALUE = 0;
    private static final int FIRST_ELEMENT = 1;
    private static final int FIRST_NAME = 2;
    private static final int NAME = 3;
    private static final int COLON = 4;
    private static final int NEXT = 5;
    private static final int COMPLETE = 6;
    // In a token.
    private static final int IN_NAME = 7;
    private static final int IN_STRING = 8;
    private static final int IN_NUMBER = 9;
    private static final int IN_LITERAL = 10;

    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};

    private static final JsonMembers NOT_NOTED = new JsonMembers();

    private final JsonNesting nesting;
    private final JsonStringScanner string = new JsonStringScanner();
    private final JsonNumberScanner number = new JsonNumberScanner();

    private int state = VALUE;

    /** Which of true, false and null is being read, and how many of its letters have been. */
    private byte[] literal = NULL;

    private int letters;

    private long offset;

    /** What has to be added to an index of the current call for its offset. */
    private long origin;

    /** Where the members of the outermost object are noted, if anywhere, and how deep their names and values stand. */
    private JsonMembers members = NOT_NOTED;

    private int notedDepth = -1;

    // Of the member that is being scanned, if it is to be noted: offsets.
    private int nameFrom;
    private int nameTo;
    private int valueFrom;

    public JsonScanner(int maximumDepth) {
        if (maximumDepth < 0) {
            throw new IllegalArgumentException("maximum depth is " + maximumDepth + ", expected 0 or more");
        }
        nesting = new JsonNesting(maximumDepth);
    }

    /**
     * Checks that {@code [from, to)} is exactly one value, which whitespace may surround.
     *
     * @return how deep it nests
     */
    public static int validate(byte[] bytes, int from, int to, int maximumDepth) {
        JsonScanner scanner = new JsonScanner(maximumDepth);
        int at = scanner.scan(bytes, from, to);
        scanner.finish();
        while (at < to && JsonBytes.isWhitespace(bytes[at])) {
            at++;
        }
        if (at < to) {
            throw JsonFormatException.unexpected(at - from, bytes[at], "the end");
        }
        return scanner.deepest();
    }

    /**
     * The index behind the string that begins at {@code at}, if it is there as a whole and has nothing but ASCII and no escapes; 0 where
     * it is not so simple, and a scanner has to look.
     */
    public static int endOfPlainString(byte[] bytes, int at, int to) {
        int end = JsonStringScanner.endOfText(bytes, at + 1, to);
        return end < to && bytes[end] == '"' ? end + 1 : 0;
    }

    /**
     * Consumes bytes up to the end of the value, whitespace before it included.
     *
     * @return the index behind the last byte consumed; {@code to} when more is needed. A number at the top ends only at a byte that is
     *     not its own, which is not consumed, or at {@link #finish()}.
     * @throws JsonFormatException at the first byte that no value could have there
     */
    public int scan(byte[] bytes, int from, int to) {
        Objects.checkFromToIndex(from, to, bytes.length);
        origin = offset - from;
        int at = from;
        while (at < to && state != COMPLETE) {
            at = switch (state) {
                case IN_NAME -> nameEnd(string.resume(bytes, at, to, origin));
                case IN_STRING -> stringEnd(string.resume(bytes, at, to, origin));
                case IN_NUMBER -> numberEnd(number.resume(bytes, at, to, origin), to);
                case IN_LITERAL -> literal(bytes, at, to);
                default -> tokens(bytes, at, to);
            };
        }
        offset = origin + at;
        return at;
    }

    /** How deep the value nests as far as it was scanned: how many objects and arrays were open at most. */
    public int deepest() {
        return nesting.deepest();
    }

    public boolean isComplete() {
        return state == COMPLETE;
    }

    /**
     * Says that the input is at its end.
     *
     * @throws JsonFormatException where the value is not
     */
    public void finish() {
        if (state == IN_NUMBER && nesting.isEmpty() && number.mayEnd()) {
            state = COMPLETE;
        }
        if (state != COMPLETE) {
            throw new JsonFormatException(offset, "found the end, expected " + expected());
        }
    }

    /** Bytes consumed since the scanner was made or reset. */
    public long offset() {
        return offset;
    }

    /** Makes the scanner ready for another value. */
    public void reset() {
        state = VALUE;
        nesting.clear();
        offset = 0;
        notedDepth = -1;
    }

    /** Makes the scanner ready for an object, whose members it is to note. The first byte has to be the object's own. */
    public void reset(JsonMembers noted) {
        reset();
        noted.clear();
        members = noted;
        notedDepth = 1;
    }

    /** Notes no more members of the object that is being scanned. */
    public void stopNoting() {
        notedDepth = -1;
    }

    /** Goes from token to token, and returns where one is cut off by the end of the bytes or the value ends. */
    private int tokens(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && state < COMPLETE) {
            byte found = bytes[at];
            if (found <= ' ' && JsonBytes.isWhitespace(found)) {
                at++;
                continue;
            }
            at = switch (state) {
                case NEXT -> next(bytes, at, to);
                case COLON -> colon(bytes, at);
                case NAME, FIRST_NAME -> name(bytes, at, to);
                default -> value(bytes, at, to);
            };
        }
        return at;
    }

    private int next(byte[] bytes, int at, int to) {
        byte found = bytes[at];
        if (found == ',') {
            boolean object = nesting.isObject();
            state = object ? NAME : VALUE;
            int behind = at + 1;
            if (behind == to || bytes[behind] <= ' ') {
                return behind;
            }
            return object ? name(bytes, behind, to) : value(bytes, behind, to);
        }
        if (found != (nesting.isObject() ? '}' : ']')) {
            throw unexpected(bytes, at);
        }
        close(at + 1);
        return at + 1;
    }

    private int colon(byte[] bytes, int at) {
        if (bytes[at] != ':') {
            throw unexpected(bytes, at);
        }
        state = VALUE;
        return at + 1;
    }

    private int name(byte[] bytes, int at, int to) {
        if (bytes[at] == '"') {
            return members(bytes, at, to);
        }
        if (bytes[at] == '}' && state == FIRST_NAME) {
            close(at + 1);
            return at + 1;
        }
        throw unexpected(bytes, at);
    }

    /**
     * Goes from a name's opening quote through members as most are: nothing but the punctuation between them, nothing but text in their
     * names, and values that are no objects or arrays. Where one is not, it returns in front of what is different.
     */
    private int members(byte[] bytes, int from, int to) {
        boolean noted = nesting.depth() == notedDepth;
        int quote = from;
        while (true) {
            int colon = 0;
            if (noted) {
                nameFrom = (int) (origin + quote);
                colon = members.endOfExpectedName(bytes, quote, to);
            }
            if (colon == 0) { // Not as expected.
                int end = JsonStringScanner.endOfText(bytes, quote + 1, to);
                if (end == to || bytes[end] != '"') {
                    return nameEnd(string.begin(bytes, end, to, origin));
                }
                colon = end + 1;
            }
            if (noted) {
                nameTo = (int) (origin + colon);
            }
            if (colon == to || bytes[colon] != ':') {
                state = COLON;
                return colon;
            }
            state = VALUE;
            int at = colon + 1;
            if (at == to) {
                return at;
            }
            byte first = bytes[at];
            if (first == '"') {
                int end = JsonStringScanner.endOfText(bytes, at + 1, to);
                if (end == to || bytes[end] != '"') {
                    if (noted) {
                        valueFrom = (int) (origin + at);
                    }
                    at = stringEnd(string.begin(bytes, end, to, origin));
                } else {
                    state = NEXT;
                    at = end + 1;
                    if (noted) {
                        members.add(nameFrom, nameTo, nameTo + 1, (int) (origin + at));
                    }
                }
            } else if (first == '{' || first == '[' || first <= ' ') {
                return at;
            } else {
                at = value(bytes, at, to);
            }
            if (state != NEXT || at + 1 >= to || bytes[at] != ',' || bytes[at + 1] != '"' || !nesting.isObject()) {
                return at;
            }
            state = NAME;
            quote = at + 1;
        }
    }

    private int value(byte[] bytes, int at, int to) {
        if (nesting.depth() == notedDepth) {
            valueFrom = (int) (origin + at);
        }
        return switch (bytes[at]) {
            case '"' -> nesting.isObject() || nesting.isEmpty() ? string(bytes, at, to) : strings(bytes, at, to);
            case '{' -> {
                open(true, at);
                state = FIRST_NAME;
                yield at + 1;
            }
            case '[' -> {
                open(false, at);
                state = FIRST_ELEMENT;
                yield at + 1;
            }
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' ->
                numberEnd(number.begin(bytes, at, to, origin), to);
            case 't' -> literal(TRUE, bytes, at, to);
            case 'f' -> literal(FALSE, bytes, at, to);
            case 'n' -> literal(NULL, bytes, at, to);
            case ']' -> {
                if (state != FIRST_ELEMENT) {
                    throw unexpected(bytes, at);
                }
                close(at + 1);
                yield at + 1;
            }
            default -> throw unexpected(bytes, at);
        };
    }

    /** Goes from a string's opening quote through an array, as far as there is nothing but text in its elements. */
    private int strings(byte[] bytes, int from, int to) {
        int quote = from;
        while (true) {
            int end = JsonStringScanner.endOfText(bytes, quote + 1, to);
            if (end == to || bytes[end] != '"') {
                return stringEnd(string.begin(bytes, end, to, origin));
            }
            state = NEXT;
            int at = end + 1;
            if (at + 1 >= to || bytes[at] != ',' || bytes[at + 1] != '"') {
                return at;
            }
            quote = at + 1;
        }
    }

    private int string(byte[] bytes, int quote, int to) {
        int end = JsonStringScanner.endOfText(bytes, quote + 1, to);
        if (end < to && bytes[end] == '"') {
            endValue(end + 1);
            return end + 1;
        }
        return stringEnd(string.begin(bytes, end, to, origin));
    }

    private void open(boolean object, int at) {
        if (nesting.isFull()) {
            throw new JsonFormatException(origin + at, "nesting deeper than " + nesting.maximumDepth());
        }
        nesting.open(object);
    }

    private void close(int end) {
        nesting.close();
        endValue(end);
    }

    private void endValue(int end) {
        if (nesting.depth() == notedDepth) {
            members.add(nameFrom, nameTo, valueFrom, (int) (origin + end));
        }
        state = nesting.isEmpty() ? COMPLETE : NEXT;
    }

    private int nameEnd(int end) {
        if (string.isClosed()) {
            if (nesting.depth() == notedDepth) {
                int offsetOfEnd = (int) (origin + end);
                nameTo = string.isEscaped() ? ~offsetOfEnd : offsetOfEnd;
            }
            state = COLON;
        } else {
            state = IN_NAME;
        }
        return end;
    }

    private int stringEnd(int end) {
        if (string.isClosed()) {
            endValue(end);
        } else {
            state = IN_STRING;
        }
        return end;
    }

    private int numberEnd(int end, int to) {
        if (end < to) {
            endValue(end);
        } else {
            state = IN_NUMBER;
        }
        return end;
    }

    private int literal(byte[] expected, byte[] bytes, int at, int to) {
        int end = at + expected.length;
        if (end <= to && JsonWords.same(expected, bytes, at)) {
            endValue(end);
            return end;
        }
        literal = expected;
        letters = 1;
        state = IN_LITERAL;
        return literal(bytes, at + 1, to);
    }

    private int literal(byte[] bytes, int from, int to) {
        for (int at = from; at < to; at++) {
            if (bytes[at] != literal[letters]) {
                throw unexpected(bytes, at);
            }
            letters++;
            if (letters == literal.length) {
                endValue(at + 1);
                return at + 1;
            }
        }
        return to;
    }

    private JsonFormatException unexpected(byte[] bytes, int at) {
        return JsonFormatException.unexpected(origin + at, bytes[at], expected());
    }

    private String expected() {
        return switch (state) {
            case VALUE -> "a value";
            case FIRST_ELEMENT -> "a value or ']'";
            case FIRST_NAME -> "a member name or '}'";
            case NAME -> "a member name";
            case COLON -> "':'";
            case NEXT -> nesting.isObject() ? "',' or '}'" : "',' or ']'";
            case IN_NAME, IN_STRING -> string.expected();
            case IN_NUMBER -> number.expected();
            default -> "the '" + (char) literal[letters] + "' of " + new String(literal, US_ASCII);
        };
    }
}
