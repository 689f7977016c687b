package io.slipcover.json;

import java.util.Arrays;

/**
 * A member's name: the text it stands for, and the bytes it is written with. Names that arrived are written as they came, others
 * with the fewest escapes. Two names are equal when their texts are, however they are spelt.
 *
 * <p>They have an order for the sake of hash maps too. A client can make up any number of names with one hash code; what is comparable, a
 * {@link java.util.HashMap} looks for in a tree then, so that finding one of n such names takes log n steps and not n.
 */
public final class JsonName implements Comparable<JsonName> {
    private final String text;

    /** The name's JSON string, with a comma before it and a colon behind it, as it stands between members. */
    private final byte[] written;

    /** The text with the fewest escapes. Where it needs none, this is how every string without escapes spells it. */
    private final byte[] canonical;

    private final int spelling;

    private JsonName(String text, byte[] string, byte[] canonical) {
        this.text = text;
        this.written = new byte[string.length + 2];
        this.written[0] = ',';
        System.arraycopy(string, 0, this.written, 1, string.length);
        this.written[string.length + 1] = ':';
        this.canonical = canonical;
        this.spelling = JsonWords.hash(canonical, 0, canonical.length);
    }

    public static JsonName of(String name) {
        byte[] canonical = JsonStrings.encode(name);
        return new JsonName(name, canonical, canonical);
    }

    /** The name whose validated string, quotes included, stands in {@code [from, to)}. */
    static JsonName ofValidated(byte[] bytes, int from, int to) {
        String text = JsonStrings.decode(bytes, from, to);
        byte[] string = Arrays.copyOfRange(bytes, from, to);
        boolean escaped = JsonStrings.hasEscapes(string, 0, string.length);
        return new JsonName(text, string, escaped ? JsonStrings.encode(text) : string);
    }

    public String text() {
        return text;
    }

    /** Writes the name as a JSON string, quotes included. */
    public void writeTo(ByteSink sink) {
        sink.write(written, 1, written.length - 2);
    }

    /** Writes the name and the colon behind it, and the comma before it unless it is the name of the first member. */
    void writeTo(ByteSink sink, boolean first) {
        int comma = first ? 1 : 0;
        sink.write(written, comma, written.length - comma);
    }

    /** Whether both are the same name, written with the same bytes. */
    boolean isWrittenAs(JsonName other) {
        return Arrays.equals(written, other.written);
    }

    /** Whether the name is written with the bytes in {@code [from, to)}, quotes included. */
    boolean isWritten(byte[] bytes, int from, int to) {
        return Arrays.equals(written, 1, written.length - 1, bytes, from, to);
    }

    /** A hash of the bytes, see {@link JsonWords#hash}, that every string without escapes that is this name has too. */
    int spelling() {
        return spelling;
    }

    /** How many bytes every string without escapes that is this name has, quotes included. */
    int length() {
        return canonical.length;
    }

    /** Whether the string in {@code [from, to)}, quotes included, is this name. The string has no escapes. */
    boolean matchesPlain(byte[] bytes, int from, int to) {
        return to - from == canonical.length && JsonWords.same(canonical, bytes, from);
    }

    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof JsonName that && text.equals(that.text));
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public int compareTo(JsonName other) {
        return text.compareTo(other.text);
    }

    /** The text, not the JSON string. */
    @Override
    public String toString() {
        return text;
    }
}
