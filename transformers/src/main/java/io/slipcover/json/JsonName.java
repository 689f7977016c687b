package io.slipcover.json;

import java.util.Arrays;

/**
 * A member's name: the text it stands for, and the bytes it is written with. Names that arrived are written as they came, others
 * with the fewest escapes. Two names are equal when their texts are, however they are spelt.
 */
public final class JsonName implements Comparable<JsonName> {
    private final String text;
    private final byte[] written;

    /** The text with the fewest escapes. Where it needs none, this is how every string without escapes spells it. */
    private final byte[] canonical;

    private JsonName(String text, byte[] written, byte[] canonical) {
        this.text = text;
        this.written = written;
        this.canonical = canonical;
    }

    public static JsonName of(String name) {
        byte[] canonical = JsonStrings.encode(name);
        return new JsonName(name, canonical, canonical);
    }

    /** The name whose validated string, quotes included, stands in {@code [from, to)}. */
    static JsonName ofValidated(byte[] bytes, int from, int to) {
        String text = JsonStrings.decode(bytes, from, to);
        byte[] written = Arrays.copyOfRange(bytes, from, to);
        boolean escaped = JsonStrings.hasEscapes(written, 0, written.length);
        return new JsonName(text, written, escaped ? JsonStrings.encode(text) : written);
    }

    public String text() {
        return text;
    }

    /** Writes the name as a JSON string, quotes included. */
    public void writeTo(ByteSink sink) {
        sink.write(written);
    }

    /** Whether the string in {@code [from, to)}, quotes included, is this name. The string has no escapes. */
    boolean matchesPlain(byte[] bytes, int from, int to) {
        return to - from == canonical.length && Arrays.equals(canonical, 0, canonical.length, bytes, from, to);
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
