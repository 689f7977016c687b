package io.slipcover.json;

import org.jspecify.annotations.Nullable;

/**
 * One JSON value. Two of them are the same to Java when they are one object; whether they mean the same to JSON is asked of
 * {@link #sameAs}.
 */
public abstract sealed class JsonValue permits JsonSlice, JsonContainer {
    JsonValue() {}

    /**
     * The value in {@code [from, to)}, unparsed; whitespace around it is left out. The array is shared, not copied.
     *
     * @throws JsonFormatException where that is not exactly one value, or nests deeper than {@link JsonLimits#DEFAULT_DEPTH}
     */
    public static JsonValue parse(byte[] bytes, int from, int to) {
        return parse(bytes, from, to, JsonLimits.DEFAULT_DEPTH);
    }

    /**
     * The value in {@code [from, to)}, unparsed, as {@link #parse(byte[], int, int)} gives it.
     *
     * @throws JsonFormatException where that is not exactly one value, or nests deeper than {@code maximumDepth}
     */
    public static JsonValue parse(byte[] bytes, int from, int to, int maximumDepth) {
        JsonScanner.validate(bytes, from, to, maximumDepth);
        return JsonSlice.ofValidated(bytes, from, to);
    }

    /** The value that the text spells, unparsed. Such a value never changes, so a constant may be shared. */
    public static JsonValue of(String json) {
        byte[] bytes = JsonStrings.utf8(json);
        return parse(bytes, 0, bytes.length);
    }

    public abstract JsonKind kind();

    /** How many bytes the value had when it came: about what looking through it takes. */
    public abstract int length();

    /** Writes the value; an object or array that was parsed but not changed writes the bytes it came with. */
    public abstract void writeTo(ByteSink sink);

    /** The same value, which can be changed without this one noticing. Received bytes are shared. */
    public abstract JsonValue copy();

    /** This value as one run of bytes. */
    abstract JsonSlice slice();

    public final byte[] toBytes() {
        return slice().copyOfBytes();
    }

    public final boolean isNull() {
        return kind() == JsonKind.NULL;
    }

    /**
     * This value as an object that can be changed: itself, if it was parsed already, else an object of its own, whose changes stay
     * with it.
     *
     * @throws IllegalStateException when it is none
     */
    public JsonObject asObject() {
        throw notA("an object");
    }

    /**
     * This value as an array that can be changed: itself, if it was parsed already, else an array of its own, whose changes stay with
     * it.
     *
     * @throws IllegalStateException when it is none
     */
    public JsonArray asArray() {
        throw notA("an array");
    }

    /**
     * Whether both mean the same to JSON: 1 is 1.0 and 1e0, an escaped letter is the letter, the order of members does not count,
     * and of members with one name only the last does.
     */
    public final boolean sameAs(JsonValue other) {
        // The kind first, since a value that was changed is written to be compared.
        return this == other || (kind() == other.kind() && JsonEquality.same(slice(), other.slice()));
    }

    /** Whether both mean the same to JSON, or neither is there. */
    public static boolean areSame(@Nullable JsonValue one, @Nullable JsonValue other) {
        return one == null ? other == null : (other != null && one.sameAs(other));
    }

    /** Whether both are spelt with the same bytes. Then they are the same; values that are the same may be spelt differently. */
    public final boolean isSpeltAs(JsonValue other) {
        return slice().hasBytesOf(other.slice());
    }

    /** A hash that is equal for values that are the same. */
    public final int sameHash() {
        return JsonEquality.hash(slice());
    }

    /** The JSON text. */
    @Override
    public final String toString() {
        return slice().text();
    }

    final IllegalStateException notA(String expected) {
        return new IllegalStateException("found " + kind() + ", expected " + expected);
    }
}
