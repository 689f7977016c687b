package io.slipcover.json;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.Objects;

/**
 * Checks one JSON value as its bytes arrive: the grammar of RFC 8259, UTF-8 (RFC 3629), and how deep it nests. The bytes may be cut
 * anywhere. Escapes of surrogates need not come in pairs, as the RFC's grammar has it; member names may repeat.
 *
 * <p>What the scanner waits for is one number, {@link #state}. Between two calls it may be in the middle of a token, and then the
 * state says where in it. Strings, which are most of a document, are looked at eight bytes at a time. After a
 * {@link JsonFormatException} only {@link #reset()} makes the scanner usable again.
 */
public final class JsonScanner {
    // Between tokens.
    private static final int VALUE = 0;
    private static final int FIRST_ELEMENT = 1;
    private static final int FIRST_NAME = 2;
    private static final int NAME = 3;
    private static final int COLON = 4;
    private static final int NEXT = 5;
    private static final int COMPLETE = 6;
    // In a string.
    private static final int STRING = 7;
    private static final int ESCAPE = 8;
    private static final int HEX = 9;
    private static final int CONTINUATION = 10;
    // In true, false or null.
    private static final int LITERAL = 11;
    // In a number, behind what the name says.
    private static final int MINUS = 12;
    private static final int ZERO = 13;
    private static final int INTEGER = 14;
    private static final int POINT = 15;
    private static final int FRACTION = 16;
    private static final int E = 17;
    private static final int EXPONENT_SIGN = 18;
    private static final int EXPONENT = 19;

    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};

    private final int maximumDepth;

    private int state = VALUE;
    private int depth;

    /** One bit for each open object or array, set where it is an object. */
    private long[] objects = new long[1];

    private boolean inObject;
    private boolean inName;

    /** Bytes that an escape, a character or a literal still wants; for a literal, how many it has had. */
    private int count;

    private int lowestContinuation;
    private int highestContinuation;
    private byte[] literal = NULL;

    /** Bytes consumed before the current call, less the index at which it began: an index plus this is an offset. */
    private long origin;

    private long offset;

    public JsonScanner(int maximumDepth) {
        if (maximumDepth < 0) {
            throw new IllegalArgumentException("maximum depth is " + maximumDepth + ", expected 0 or more");
        }
        this.maximumDepth = maximumDepth;
    }

    /** Checks that {@code [from, to)} is exactly one value, which whitespace may surround. */
    public static void validate(byte[] bytes, int from, int to, int maximumDepth) {
        JsonScanner scanner = new JsonScanner(maximumDepth);
        int at = scanner.scan(bytes, from, to);
        scanner.finish();
        while (at < to && JsonBytes.isWhitespace(bytes[at])) {
            at++;
        }
        if (at < to) {
            throw scanner.unexpected(bytes, at, "the end");
        }
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
                case STRING -> string(bytes, at, to);
                case ESCAPE -> escape(bytes, at);
                case HEX -> hexDigits(bytes, at, to);
                case CONTINUATION -> continuations(bytes, at, to);
                case LITERAL -> literal(bytes, at, to);
                case MINUS, ZERO, INTEGER, POINT, FRACTION, E, EXPONENT_SIGN, EXPONENT -> number(bytes, at, to);
                default -> structure(bytes, at, to);
            };
        }
        offset = origin + at;
        return at;
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
        if (depth == 0 && endsNumber(state)) {
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
        depth = 0;
        inObject = false;
        inName = false;
        offset = 0;
    }

    /** Goes from token to token, and returns where one is cut off by the end of the bytes or the value ends. */
    private int structure(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            byte found = bytes[at];
            if (found <= ' ' && JsonBytes.isWhitespace(found)) {
                at++;
                continue;
            }
            switch (state) {
                case NEXT -> {
                    at++;
                    if (found == ',') {
                        state = inObject ? NAME : VALUE;
                    } else if (found == (inObject ? '}' : ']')) {
                        close();
                    } else {
                        throw unexpected(bytes, at - 1, expected());
                    }
                }
                case COLON -> {
                    if (found != ':') {
                        throw unexpected(bytes, at, expected());
                    }
                    at++;
                    state = VALUE;
                }
                case FIRST_NAME, NAME -> {
                    if (found == '"') {
                        inName = true;
                        at = string(bytes, at + 1, to);
                        if (state == COLON && at < to && bytes[at] == ':') {
                            at++;
                            state = VALUE;
                        }
                    } else if (found == '}' && state == FIRST_NAME) {
                        at++;
                        close();
                    } else {
                        throw unexpected(bytes, at, expected());
                    }
                }
                default -> at = value(bytes, at, to);
            }
            if (state >= COMPLETE) {
                return at;
            }
        }
        return at;
    }

    private int value(byte[] bytes, int at, int to) {
        return switch (bytes[at]) {
            case '"' -> {
                inName = false;
                yield string(bytes, at + 1, to);
            }
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
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number(bytes, at, to);
            case 't' -> literal(TRUE, bytes, at, to);
            case 'f' -> literal(FALSE, bytes, at, to);
            case 'n' -> literal(NULL, bytes, at, to);
            case ']' -> {
                if (state != FIRST_ELEMENT) {
                    throw unexpected(bytes, at, expected());
                }
                close();
                yield at + 1;
            }
            default -> throw unexpected(bytes, at, expected());
        };
    }

    private void open(boolean object, int at) {
        if (depth == maximumDepth) {
            throw new JsonFormatException(origin + at, "nesting deeper than " + maximumDepth);
        }
        int word = depth >> 6;
        if (word == objects.length) {
            objects = Arrays.copyOf(objects, 2 * word);
        }
        if (object) {
            objects[word] |= 1L << depth;
        } else {
            objects[word] &= ~(1L << depth);
        }
        depth++;
        inObject = object;
    }

    private void close() {
        depth--;
        int parent = depth - 1;
        inObject = depth > 0 && ((objects[parent >> 6] >> parent) & 1) != 0;
        endValue();
    }

    private void endValue() {
        state = depth == 0 ? COMPLETE : NEXT;
    }

    private int string(byte[] bytes, int from, int to) {
        int lastWord = to - Long.BYTES;
        int at = from;
        state = STRING;
        while (at < to) {
            if (at <= lastWord) {
                long hits = JsonWords.notable(JsonWords.read(bytes, at));
                if (hits == 0) {
                    at += Long.BYTES;
                    continue;
                }
                at += JsonWords.bytesBefore(hits);
            }
            byte found = bytes[at++];
            if (found == '"') {
                if (inName) {
                    state = COLON;
                } else {
                    endValue();
                }
                return at;
            }
            if (found < 0) {
                int behind = skipCharacters(bytes, at - 1, to);
                if (behind >= at) {
                    at = behind;
                } else {
                    beginCharacter(bytes, at - 1);
                    at = continuations(bytes, at, to);
                }
            } else if (found == '\\') {
                state = ESCAPE;
                if (at < to) {
                    at = escape(bytes, at);
                }
            } else if (found < ' ') {
                throw new JsonFormatException(
                        origin + at - 1, String.format("control character 0x%02X in a string", found));
            }
            if (state != STRING) {
                return at;
            }
        }
        return at;
    }

    private int escape(byte[] bytes, int at) {
        switch (bytes[at]) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> state = STRING;
            case 'u' -> {
                state = HEX;
                count = 4;
            }
            default -> throw unexpected(bytes, at, expected());
        }
        return at + 1;
    }

    private int hexDigits(byte[] bytes, int from, int to) {
        for (int at = from; at < to; at++) {
            byte found = bytes[at];
            if (Character.digit(found, 16) < 0) {
                throw unexpected(bytes, at, expected());
            }
            count--;
            if (count == 0) {
                state = STRING;
                return at + 1;
            }
        }
        return to;
    }

    /**
     * Skips characters of two and three bytes, and single spaces between them, as long as they are right and far enough from the end.
     * What it does not skip is looked at byte by byte. Bytes are signed: one that continues a character is less than 0xC0.
     */
    private static int skipCharacters(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to - 2) {
            byte lead = bytes[at];
            byte second = bytes[at + 1];
            if (lead == ' ' && second < 0) {
                at++;
            } else if (lead >= (byte) 0xC2 && lead < (byte) 0xE0 && second < (byte) 0xC0) {
                at += 2;
            } else if (lead >= (byte) 0xE0
                    && lead < (byte) 0xF0
                    && second < (byte) 0xC0
                    && bytes[at + 2] < (byte) 0xC0
                    && (lead != (byte) 0xE0 || second >= (byte) 0xA0)
                    && (lead != (byte) 0xED || second < (byte) 0xA0)) {
                at += 3;
            } else {
                return at;
            }
        }
        return at;
    }

    /** Looks at the first byte of a character above U+007F; RFC 3629, section 4, tells which bytes may follow it. */
    private void beginCharacter(byte[] bytes, int at) {
        int lead = bytes[at] & 0xFF;
        lowestContinuation = 0x80;
        highestContinuation = 0xBF;
        if (lead >= 0xC2 && lead <= 0xDF) {
            count = 1;
        } else if (lead >= 0xE0 && lead <= 0xEF) {
            count = 2;
            if (lead == 0xE0) {
                lowestContinuation = 0xA0;
            } else if (lead == 0xED) {
                highestContinuation = 0x9F;
            }
        } else if (lead >= 0xF0 && lead <= 0xF4) {
            count = 3;
            if (lead == 0xF0) {
                lowestContinuation = 0x90;
            } else if (lead == 0xF4) {
                highestContinuation = 0x8F;
            }
        } else {
            throw notUtf8(bytes, at);
        }
        state = CONTINUATION;
    }

    private int continuations(byte[] bytes, int from, int to) {
        for (int at = from; at < to; at++) {
            int found = bytes[at] & 0xFF;
            if (found < lowestContinuation || found > highestContinuation) {
                throw notUtf8(bytes, at);
            }
            lowestContinuation = 0x80;
            highestContinuation = 0xBF;
            count--;
            if (count == 0) {
                state = STRING;
                return at + 1;
            }
        }
        return to;
    }

    private int literal(byte[] expected, byte[] bytes, int at, int to) {
        literal = expected;
        count = 1;
        state = LITERAL;
        return literal(bytes, at + 1, to);
    }

    private int literal(byte[] bytes, int from, int to) {
        for (int at = from; at < to; at++) {
            if (bytes[at] != literal[count]) {
                throw unexpected(bytes, at, expected());
            }
            count++;
            if (count == literal.length) {
                endValue();
                return at + 1;
            }
        }
        return to;
    }

    private int number(byte[] bytes, int from, int to) {
        int current = state;
        for (int at = from; at < to; at++) {
            byte found = bytes[at];
            if (isDigit(found) && (current == INTEGER || current == FRACTION)) {
                continue;
            }
            int next = isDigit(found) ? stateBehindDigit(current, found) : stateBehind(current, found);
            if (next < 0) {
                state = current;
                if (!endsNumber(current)) {
                    throw unexpected(bytes, at, expected());
                }
                endValue();
                return at;
            }
            current = next;
        }
        state = current;
        return to;
    }

    private static int stateBehindDigit(int state, byte digit) {
        return switch (state) {
            case VALUE, FIRST_ELEMENT, MINUS -> digit == '0' ? ZERO : INTEGER;
            case ZERO -> -1;
            case INTEGER -> INTEGER;
            case POINT, FRACTION -> FRACTION;
            default -> EXPONENT;
        };
    }

    private static int stateBehind(int state, byte found) {
        return switch (found) {
            case '.' -> state == ZERO || state == INTEGER ? POINT : -1;
            case 'e', 'E' -> state == ZERO || state == INTEGER || state == FRACTION ? E : -1;
            case '-' -> state <= FIRST_ELEMENT ? MINUS : state == E ? EXPONENT_SIGN : -1;
            case '+' -> state == E ? EXPONENT_SIGN : -1;
            default -> -1;
        };
    }

    private static boolean endsNumber(int state) {
        return state == ZERO || state == INTEGER || state == FRACTION || state == EXPONENT;
    }

    private static boolean isDigit(byte value) {
        return value >= '0' && value <= '9';
    }

    private JsonFormatException notUtf8(byte[] bytes, int at) {
        return new JsonFormatException(origin + at, String.format("byte 0x%02X is not UTF-8 there", bytes[at]));
    }

    private JsonFormatException unexpected(byte[] bytes, int at, String expected) {
        byte found = bytes[at];
        String shown = found > ' ' && found < 0x7F ? "'" + (char) found + "'" : String.format("byte 0x%02X", found);
        return new JsonFormatException(origin + at, "found " + shown + ", expected " + expected);
    }

    private String expected() {
        return switch (state) {
            case VALUE -> "a value";
            case FIRST_ELEMENT -> "a value or ']'";
            case FIRST_NAME -> "a member name or '}'";
            case NAME -> "a member name";
            case COLON -> "':'";
            case NEXT -> inObject ? "',' or '}'" : "',' or ']'";
            case STRING, CONTINUATION -> "the rest of a string";
            case ESCAPE -> "one of \"\\/bfnrtu behind a backslash";
            case HEX -> "a hexadecimal digit";
            case LITERAL -> "the '" + (char) literal[count] + "' of " + new String(literal, US_ASCII);
            case E -> "a digit or a sign";
            default -> "a digit";
        };
    }
}
