package io.slipcover.json;

import org.jspecify.annotations.Nullable;

/**
 * An array: a mutable list of elements over the bytes that arrived. It writes what was left alone as it came, like
 * {@link JsonObject}, and is no more for several threads than that is.
 */
public final class JsonArray extends JsonContainer {
    private static final byte[] EMPTY = {'[', ']'};

    /** The elements of a validated array that stands in exactly these bytes. */
    JsonArray(byte[] source, int from, int to, @Nullable JsonContainer owner) {
        super(source, from, to, owner);
        readElements();
    }

    private JsonArray(JsonArray original) {
        super(original);
    }

    /**
     * The array in {@code [from, to)}; whitespace around it is left out. The bytes are shared, not copied.
     *
     * @throws JsonFormatException where that is not exactly one array, or nests deeper than {@link JsonLimits#DEFAULT_DEPTH}
     */
    public static JsonArray parse(byte[] bytes, int from, int to) {
        JsonScanner.validate(bytes, from, to, JsonLimits.DEFAULT_DEPTH);
        int first = JsonBytes.skipWhitespace(bytes, from);
        if (bytes[first] != '[') {
            throw new JsonFormatException(
                    first - from, "found " + JsonKind.startingWith(bytes[first]) + ", expected an array");
        }
        return ofValidated(bytes, from, to);
    }

    /** The array in {@code [from, to)}, which a {@link JsonScanner} has been through; whitespace around it is left out. */
    public static JsonArray ofValidated(byte[] bytes, int from, int to) {
        return JsonSlice.ofValidated(bytes, from, to).asArray();
    }

    /** The array that the text spells. */
    public static JsonArray of(String json) {
        byte[] bytes = JsonStrings.utf8(json);
        return parse(bytes, 0, bytes.length);
    }

    public static JsonArray empty() {
        return new JsonArray(EMPTY, 0, EMPTY.length, null);
    }

    private void readElements() {
        int at = JsonBytes.skipWhitespace(source, from + 1);
        while (source[at] != ']') {
            int valueTo = JsonBytes.endOfValue(source, at, to);
            received(at, valueTo);
            at = JsonBytes.skipWhitespace(source, valueTo);
            if (source[at] == ',') {
                at = JsonBytes.skipWhitespace(source, at + 1);
            }
        }
    }

    @Override
    public JsonKind kind() {
        return JsonKind.ARRAY;
    }

    @Override
    public JsonArray asArray() {
        return this;
    }

    /** An element: a {@link JsonSlice}, unless it was set or parsed. */
    public JsonValue get(int index) {
        return valueAt(index);
    }

    /** An element as an object whose changes stick (parsed when first asked for), or null where it is none. */
    public @Nullable JsonObject object(int index) {
        return objectAt(index);
    }

    /** An element as an array whose changes stick (parsed when first asked for), or null where it is none. */
    public @Nullable JsonArray array(int index) {
        return arrayAt(index);
    }

    public void set(int index, JsonValue value) {
        setValue(index, value);
    }

    public void add(JsonValue value) {
        insertValue(size(), value);
    }

    /** Adds an element at a place; those from there on move back by one. */
    public void insert(int index, JsonValue value) {
        insertValue(index, value);
    }

    public JsonValue remove(int index) {
        return removeValue(index);
    }

    @Override
    public JsonArray copy() {
        return separate(shallowCopy());
    }

    @Override
    JsonArray shallowCopy() {
        return new JsonArray(this);
    }

    @Override
    public void writeTo(ByteSink sink) {
        if (!isChanged()) {
            sink.write(source, from, to - from);
            return;
        }
        sink.write(PUNCTUATION, 2, 1);
        for (int index = 0; index < size(); index++) {
            if (index > 0) {
                sink.write(PUNCTUATION, 4, 1);
            }
            writeValue(index, sink);
        }
        sink.write(PUNCTUATION, 3, 1);
    }
}
