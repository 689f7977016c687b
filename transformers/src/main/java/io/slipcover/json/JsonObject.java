package io.slipcover.json;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An object: a mutable list of members over the bytes that arrived.
 *
 * <p>Names and values are spans of those bytes until somebody asks for them. An object that was not changed writes the very bytes it
 * came with, whitespace included. One that was changed writes its members one behind the other, and each name and value that was left
 * alone as it came.
 *
 * <p>Looking a name up settles duplicates of it: the last one counts, and earlier ones are removed, which moves the places of those
 * behind them. Not for use by several threads at once, not even for reading, since values are parsed as they are asked for.
 */
public final class JsonObject extends JsonContainer {
    private static final byte[] EMPTY = {'{', '}'};
    private static final JsonName[] NO_NAMES = {};

    /** Name i stands in the source, quotes included, like its value does in {@link JsonContainer}. */
    private int[] nameSpans;

    /** Names that were set, were asked for, or have escapes; empty while there are none. */
    private @Nullable JsonName[] names = NO_NAMES;

    /** The members of a validated object that stands in exactly these bytes. */
    JsonObject(byte[] source, int from, int to, @Nullable JsonContainer owner) {
        super(source, from, to, owner);
        nameSpans = new int[2 * capacity()];
        readMembers();
    }

    private JsonObject(JsonObject original) {
        super(original);
        nameSpans = original.nameSpans.clone();
        names = original.names.length == 0 ? NO_NAMES : original.names.clone();
    }

    /**
     * The object in {@code [from, to)}; whitespace around it is left out. The array is shared, not copied.
     *
     * @throws JsonFormatException where that is not exactly one object, or nests deeper than {@link JsonLimits#DEFAULT_DEPTH}
     */
    public static JsonObject parse(byte[] bytes, int from, int to) {
        JsonScanner.validate(bytes, from, to, JsonLimits.DEFAULT_DEPTH);
        int first = JsonBytes.skipWhitespace(bytes, from);
        if (bytes[first] != '{') {
            throw new JsonFormatException(
                    first - from, "found " + JsonKind.startingWith(bytes[first]) + ", expected an object");
        }
        return ofValidated(bytes, from, to);
    }

    /** The object in {@code [from, to)}, which a {@link JsonScanner} has been through; whitespace around it is left out. */
    public static JsonObject ofValidated(byte[] bytes, int from, int to) {
        return JsonSlice.ofValidated(bytes, from, to).asObject();
    }

    /** The object that the text spells. */
    public static JsonObject of(String json) {
        byte[] bytes = JsonStrings.utf8(json);
        return parse(bytes, 0, bytes.length);
    }

    public static JsonObject empty() {
        return new JsonObject(EMPTY, 0, EMPTY.length, null);
    }

    private void readMembers() {
        int at = JsonBytes.skipWhitespace(source, from + 1);
        while (source[at] != '}') {
            int nameFrom = at;
            int nameEnd = JsonBytes.endOfString(source, nameFrom);
            int nameTo = JsonBytes.plain(nameEnd);
            at = source[nameTo] == ':' ? nameTo : JsonBytes.skipWhitespace(source, nameTo);
            at = JsonBytes.skipWhitespace(source, at + 1);
            int valueTo = JsonBytes.endOfValue(source, at, to);
            int index = size();
            received(at, valueTo);
            nameSpans[2 * index] = nameFrom;
            nameSpans[2 * index + 1] = nameTo;
            if (nameEnd < 0) {
                holdName(index, JsonName.ofValidated(source, nameFrom, nameTo));
            }
            at = JsonBytes.skipWhitespace(source, valueTo);
            if (source[at] == ',') {
                at = JsonBytes.skipWhitespace(source, at + 1);
            }
        }
    }

    @Override
    public JsonKind kind() {
        return JsonKind.OBJECT;
    }

    @Override
    public JsonObject asObject() {
        return this;
    }

    public JsonName name(int index) {
        Objects.checkIndex(index, size());
        JsonName name = heldName(index);
        if (name == null) {
            name = JsonName.ofValidated(source, nameSpans[2 * index], nameSpans[2 * index + 1]);
            holdName(index, name);
        }
        return name;
    }

    /** The value of a member: a {@link JsonSlice}, unless it was set or parsed. */
    public JsonValue value(int index) {
        return valueAt(index);
    }

    /** The value of a member as an object whose changes stick (parsed when first asked for), or null where it is none. */
    public @Nullable JsonObject object(int index) {
        return objectAt(index);
    }

    /** The value of a member as an array whose changes stick (parsed when first asked for), or null where it is none. */
    public @Nullable JsonArray array(int index) {
        return arrayAt(index);
    }

    /** The place of the member with this name, or -1. Of several with this name the last one stays, the others are removed. */
    public int indexOf(JsonName name) {
        int last = size() - 1;
        while (last >= 0 && !isNamed(last, name)) {
            last--;
        }
        int earlier = last - 1;
        while (earlier >= 0 && !isNamed(earlier, name)) {
            earlier--;
        }
        return earlier < 0 ? last : removeEarlier(name, last);
    }

    private int removeEarlier(JsonName name, int last) {
        int kept = 0;
        int place = last;
        for (int index = 0; index < size(); index++) {
            if (index < last && isNamed(index, name)) {
                place--;
            } else {
                moveValue(index, kept);
                kept++;
            }
        }
        shrinkTo(kept);
        return place;
    }

    private boolean isNamed(int index, JsonName name) {
        JsonName held = heldName(index);
        return held != null
                ? held.equals(name)
                : name.matchesPlain(source, nameSpans[2 * index], nameSpans[2 * index + 1]);
    }

    public boolean has(JsonName name) {
        return indexOf(name) >= 0;
    }

    public @Nullable JsonValue get(JsonName name) {
        int index = indexOf(name);
        return index < 0 ? null : value(index);
    }

    /** The member's value as an object whose changes stick, or null where it is missing or no object. */
    public @Nullable JsonObject object(JsonName name) {
        int index = indexOf(name);
        return index < 0 ? null : object(index);
    }

    /** The member's value as an array whose changes stick, or null where it is missing or no array. */
    public @Nullable JsonArray array(JsonName name) {
        int index = indexOf(name);
        return index < 0 ? null : array(index);
    }

    /** Gives a member another name; it keeps its place. Whether the name is taken is not looked at. */
    public void rename(int index, JsonName name) {
        Objects.checkIndex(index, size());
        change();
        setName(index, name);
    }

    public void set(int index, JsonValue value) {
        setValue(index, value);
    }

    /** Sets the value of the member with this name, or adds one at the end. */
    public void put(JsonName name, JsonValue value) {
        int index = indexOf(name);
        if (index < 0) {
            add(name, value);
        } else {
            set(index, value);
        }
    }

    /** Adds a member at the end. Whether the name is taken is not looked at. */
    public void add(JsonName name, JsonValue value) {
        insert(size(), name, value);
    }

    /** Adds a member at a place; those from there on move back by one. Whether the name is taken is not looked at. */
    public void insert(int index, JsonName name, JsonValue value) {
        Objects.requireNonNull(name, "name");
        int behind = size() - index;
        insertValue(index, value);
        System.arraycopy(nameSpans, 2 * index, nameSpans, 2 * index + 2, 2 * behind);
        if (names.length > 0) {
            System.arraycopy(names, index, names, index + 1, behind);
        }
        setName(index, name);
    }

    public JsonValue remove(int index) {
        JsonValue removed = removeValue(index);
        int behind = size() - index;
        System.arraycopy(nameSpans, 2 * index + 2, nameSpans, 2 * index, 2 * behind);
        if (names.length > 0) {
            System.arraycopy(names, index + 1, names, index, behind);
            names[size()] = null;
        }
        return removed;
    }

    /** Removes the member with this name; null where there is none. */
    public @Nullable JsonValue remove(JsonName name) {
        int index = indexOf(name);
        return index < 0 ? null : remove(index);
    }

    @Override
    public JsonObject copy() {
        return separate(shallowCopy());
    }

    @Override
    JsonObject shallowCopy() {
        return new JsonObject(this);
    }

    @Override
    public void writeTo(ByteSink sink) {
        if (!isChanged()) {
            sink.write(source, from, to - from);
            return;
        }
        sink.write(PUNCTUATION, 0, 1);
        int index = 0;
        while (index < size()) {
            if (index > 0) {
                sink.write(PUNCTUATION, 4, 1);
            }
            if (isCompact(index)) {
                int first = index;
                while (index + 1 < size() && isCompact(index + 1) && valueTo(index) + 1 == nameSpans[2 * index + 2]) {
                    index++;
                }
                sink.write(source, nameSpans[2 * first], valueTo(index) - nameSpans[2 * first]);
            } else {
                writeName(index, sink);
                sink.write(PUNCTUATION, 5, 1);
                writeValue(index, sink);
            }
            index++;
        }
        sink.write(PUNCTUATION, 1, 1);
    }

    /** Whether name and value are as they came, with nothing but the colon between them: members in a row leave in one write. */
    private boolean isCompact(int index) {
        return nameSpans[2 * index] != NOWHERE
                && isAsReceived(index)
                && nameSpans[2 * index + 1] + 1 == valueFrom(index);
    }

    private void writeName(int index, ByteSink sink) {
        int nameFrom = nameSpans[2 * index];
        if (nameFrom == NOWHERE) {
            name(index).writeTo(sink);
        } else {
            sink.write(source, nameFrom, nameSpans[2 * index + 1] - nameFrom);
        }
    }

    private void writeValue(int index, ByteSink sink) {
        if (isAsReceived(index)) {
            sink.write(source, valueFrom(index), valueTo(index) - valueFrom(index));
        } else {
            valueAt(index).writeTo(sink);
        }
    }

    private void setName(int index, JsonName name) {
        nameSpans[2 * index] = NOWHERE;
        holdName(index, name);
    }

    private @Nullable JsonName heldName(int index) {
        return index < names.length ? names[index] : null;
    }

    private void holdName(int index, JsonName name) {
        if (names.length == 0) {
            names = new JsonName[capacity()];
        }
        names[index] = name;
    }

    @Override
    void makeRoom() {
        super.makeRoom();
        if (nameSpans.length < 2 * capacity()) {
            nameSpans = Arrays.copyOf(nameSpans, 2 * capacity());
            if (names.length > 0) {
                names = Arrays.copyOf(names, capacity());
            }
        }
    }

    @Override
    void moveValue(int index, int target) {
        super.moveValue(index, target);
        nameSpans[2 * target] = nameSpans[2 * index];
        nameSpans[2 * target + 1] = nameSpans[2 * index + 1];
        if (names.length > 0) {
            names[target] = names[index];
        }
    }

    @Override
    void shrinkTo(int newSize) {
        if (names.length > 0) {
            Arrays.fill(names, newSize, size(), null);
        }
        super.shrinkTo(newSize);
    }
}
