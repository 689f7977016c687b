package io.slipcover.json;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.stream.IntStream;

/** The bytes of a value nobody looked into, or of one that has nothing inside. It never changes. */
public final class JsonSlice extends JsonValue {
    public static final JsonSlice NULL = constant("null");
    public static final JsonSlice TRUE = constant("true");
    public static final JsonSlice FALSE = constant("false");
    public static final JsonSlice EMPTY_OBJECT = constant("{}");
    public static final JsonSlice EMPTY_ARRAY = constant("[]");
    public static final JsonSlice EMPTY_STRING = constant("\"\"");

    private static final JsonSlice[] SMALL_NUMBERS = IntStream.range(0, 100)
            .mapToObj(Integer::toString)
            .map(JsonSlice::constant)
            .toArray(JsonSlice[]::new);
    private static final int MOST_DIGITS_OF_INT = 9;

    private final byte[] bytes;
    private final int from;
    private final int to;

    /** The value that stands in exactly these bytes. */
    JsonSlice(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.from = from;
        this.to = to;
    }

    /** The value in {@code [from, to)}, which a {@link JsonScanner} has been through; whitespace around it is left out. */
    public static JsonSlice ofValidated(byte[] bytes, int from, int to) {
        int first = JsonBytes.skipWhitespace(bytes, from);
        return new JsonSlice(bytes, first, JsonBytes.trimEnd(bytes, first, to));
    }

    private static JsonSlice constant(String json) {
        return whole(json.getBytes(US_ASCII));
    }

    static JsonSlice whole(byte[] bytes) {
        return new JsonSlice(bytes, 0, bytes.length);
    }

    /** The text as a JSON string, with the fewest escapes; surrogates that stand alone are escaped. */
    public static JsonSlice string(String text) {
        return whole(JsonStrings.encode(text));
    }

    /** The number, spelt as {@link JsonNumber#toString} does. */
    public static JsonSlice number(JsonNumber number) {
        return constant(number.toString());
    }

    /** The number, in plain digits. */
    public static JsonSlice number(long number) {
        return number >= 0 && number < SMALL_NUMBERS.length
                ? SMALL_NUMBERS[(int) number]
                : constant(Long.toString(number));
    }

    public static JsonSlice bool(boolean value) {
        return value ? TRUE : FALSE;
    }

    @Override
    public JsonKind kind() {
        return JsonKind.startingWith(bytes[from]);
    }

    @Override
    public int length() {
        return to - from;
    }

    /**
     * The text of a string. A surrogate that was escaped alone stands alone in it.
     *
     * @throws IllegalStateException when this is no string
     */
    public String asString() {
        if (kind() != JsonKind.STRING) {
            throw notA("a string");
        }
        return JsonStrings.decode(bytes, from, to);
    }

    /** Whether this is a string, and its text begins with these characters: ASCII, without quotes and backslashes. */
    public boolean isStringStartingWith(String prefix) {
        if (kind() != JsonKind.STRING) {
            return false;
        }
        for (int index = 0; index < prefix.length(); index++) {
            byte found = bytes[from + 1 + index];
            if (found == '\\') {
                return asString().startsWith(prefix);
            }
            if (found != prefix.charAt(index)) { // The closing quote at the latest.
                return false;
            }
        }
        return true;
    }

    /** The value of a number that is spelt as an integer from 0 in at most nine digits; -1 for everything else. */
    public int asSmallInteger() {
        if (to - from > MOST_DIGITS_OF_INT) {
            return -1;
        }
        int value = 0;
        for (int at = from; at < to; at++) {
            int digit = bytes[at] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = 10 * value + digit;
        }
        return value;
    }

    /**
     * The value of a number, exactly.
     *
     * @throws IllegalStateException when this is no number
     */
    public JsonNumber asNumber() {
        if (kind() != JsonKind.NUMBER) {
            throw notA("a number");
        }
        return JsonNumber.parse(text());
    }

    /**
     * Whether this is true.
     *
     * @throws IllegalStateException when this is neither true nor false
     */
    public boolean asBoolean() {
        if (kind() != JsonKind.BOOLEAN) {
            throw notA("true or false");
        }
        return bytes[from] == 't';
    }

    @Override
    public JsonObject asObject() {
        return kind() == JsonKind.OBJECT ? new JsonObject(bytes, from, to, null) : super.asObject();
    }

    @Override
    public JsonArray asArray() {
        return kind() == JsonKind.ARRAY ? new JsonArray(bytes, from, to, null) : super.asArray();
    }

    @Override
    public void writeTo(ByteSink sink) {
        sink.write(bytes, from, to - from);
    }

    /** This slice itself, since it never changes. */
    @Override
    public JsonSlice copy() {
        return this;
    }

    @Override
    JsonSlice slice() {
        return this;
    }

    boolean hasEscapes() {
        return JsonStrings.hasEscapes(bytes, from, to);
    }

    byte[] array() {
        return bytes;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    byte[] copyOfBytes() {
        return Arrays.copyOfRange(bytes, from, to);
    }

    String text() {
        return new String(bytes, from, to - from, UTF_8);
    }

    boolean hasBytesOf(JsonSlice other) {
        return to - from == other.to - other.from && Arrays.equals(bytes, from, to, other.bytes, other.from, other.to);
    }
}
