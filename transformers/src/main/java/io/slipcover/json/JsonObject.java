package io.slipcover.json;

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
    private final JsonNames names;

    /** The members of a validated object that stands in exactly these bytes. */
    JsonObject(byte[] source, int from, int to, @Nullable JsonContainer owner) {
        super(source, from, to, owner);
        names = new JsonNames(source, capacity());
        readMembers();
    }

    /** The members that were noted of an object that stands in exactly these bytes. */
    JsonObject(JsonMembers members, byte[] source, int from, int to) {
        super(source, from, to, null);
        names = new JsonNames(source, capacity());
        receive(members);
    }

    private JsonObject(JsonObject original) {
        super(original);
        names = original.names.copy(capacity());
    }

    /**
     * The object in {@code [from, to)}; whitespace around it is left out. The array is shared, not copied.
     *
     * @throws JsonFormatException where that is not exactly one object, or nests deeper than {@link JsonLimits#DEFAULT_DEPTH}
     */
    public static JsonObject parse(byte[] bytes, int from, int to) {
        return parse(bytes, from, to, JsonLimits.DEFAULT_DEPTH);
    }

    /**
     * The object in {@code [from, to)}, as {@link #parse(byte[], int, int)} gives it.
     *
     * @throws JsonFormatException where that is not exactly one object, or nests deeper than {@code maximumDepth}
     */
    public static JsonObject parse(byte[] bytes, int from, int to, int maximumDepth) {
        JsonScanner.validate(bytes, from, to, maximumDepth);
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

    /** Makes this another object, the one in {@code [from, to)}, the members of which were noted. */
    void become(byte[] source, int from, int to, JsonMembers members) {
        names.begin(source, size());
        begin(source, from, to);
        receive(members);
    }

    /** Becomes the empty object. */
    void forget() {
        names.begin(EMPTY, size());
        begin(EMPTY, 0, EMPTY.length);
    }

    private void receive(JsonMembers members) {
        names.follow(members.layout(source, from));
        for (int index = 0; index < members.size(); index++) {
            int nameTo = members.nameTo(index);
            names.receive(index, from + members.nameFrom(index), from + JsonBytes.plain(nameTo), nameTo < 0);
            received(from + members.valueFrom(index), from + members.valueTo(index));
        }
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
            names.receive(size(), nameFrom, nameTo, nameEnd < 0);
            received(at, valueTo);
            at = JsonBytes.skipWhitespace(source, valueTo);
            if (source[at] == ',') {
                at = JsonBytes.skipWhitespace(source, at + 1);
            }
        }
    }

    /** An object without members, for members of the other one. */
    private JsonObject(JsonObject original, int capacity) {
        super(original, capacity);
        names = new JsonNames(original.source, capacity);
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
        return names.get(index);
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

    /** Whether another object came lately with the same names in the same order, all of them different, and this one is as it came. */
    public boolean isLaidOut() {
        return names.areLaidOut();
    }

    /** The place of the member with this name, or -1. Of several with this name the last one stays, the others are removed. */
    public int indexOf(JsonName name) {
        if (names.areLaidOut()) {
            return names.laidOut(name, size());
        }
        if (names.isIndexed(size())) {
            return names.find(name);
        }
        int last = names.lastBefore(size(), name);
        return names.lastBefore(last, name) < 0 ? last : removeEarlier(name, last);
    }

    /**
     * Finds many members at once, with one lookup for each name, or one walk where there is no index.
     *
     * @return the place of the member with each of the table's names, by its number, -1 where there is none: to be read only. Null where
     *     one of the names stands twice; nothing has been settled then
     */
    public int @Nullable [] locate(JsonNameTable table) {
        return names.locate(table, size());
    }

    private int removeEarlier(JsonName name, int last) {
        int kept = 0;
        int place = last;
        for (int index = 0; index < size(); index++) {
            if (index < last && names.is(index, name)) {
                place--;
            } else {
                moveValue(index, kept);
                names.move(index, kept);
                kept++;
            }
        }
        names.drop(kept, size());
        shrinkTo(kept);
        return place;
    }

    public boolean has(JsonName name) {
        return indexOf(name) >= 0;
    }

    public @Nullable JsonValue get(JsonName name) {
        int index = indexOf(name);
        return index < 0 ? null : value(index);
    }

    /** The text of the member's value, or null where it is missing or no string. */
    public @Nullable String string(JsonName name) {
        JsonValue value = get(name);
        return value != null && value.kind() == JsonKind.STRING ? ((JsonSlice) value).asString() : null;
    }

    /** Whether the member's value is {@code true}. */
    public boolean isTrue(JsonName name) {
        JsonValue value = get(name);
        return value != null && value.kind() == JsonKind.BOOLEAN && ((JsonSlice) value).asBoolean();
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
        names.set(index, Objects.requireNonNull(name, "name"));
    }

    /** Gives the name at a place the spelling that the same name has in another object. */
    public void spellNameAs(int index, JsonObject other, int place) {
        Objects.checkIndex(index, size());
        if (!names.areSpeltAlike(index, other.names, place)) {
            rename(index, other.name(place));
        }
    }

    /**
     * Whether the value at a place has the bytes of a value of another object, and nobody has looked into either. Where it is false, they
     * may be the same all the same.
     */
    public boolean isReceivedAs(int index, JsonObject other, int place) {
        return isValueReceivedAs(index, other, place);
    }

    /** Puts the members into another order. {@code origins} says of each place from which place its member comes. */
    public void reorder(int[] origins) {
        reorderValues(origins);
        names.reorder(origins, size());
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
        int size = size();
        insertValue(index, value);
        names.insert(index, size, name);
    }

    public JsonValue remove(int index) {
        JsonValue removed = removeValue(index);
        names.remove(index, size() + 1);
        return removed;
    }

    /** Removes the members at so many places, which ascend. */
    public void removeAll(int[] places, int count) {
        if (count == 0) {
            return;
        }
        int kept = Objects.checkIndex(places[0], size());
        int next = 0;
        for (int index = kept; index < size(); index++) {
            if (next < count && index == places[next]) {
                next++;
            } else {
                moveValue(index, kept);
                names.move(index, kept);
                kept++;
            }
        }
        names.drop(kept, size());
        shrinkTo(kept);
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

    /** A copy of the members that have a name of the table, in their order; of several with one name all. */
    public JsonObject copyOf(JsonNameTable table) {
        JsonObject copy = new JsonObject(this, Math.max(1, Math.min(size(), table.size())));
        for (int index = 0; index < size(); index++) {
            if (names.number(index, table) >= 0) {
                copy.names.share(copy.size(), names, index);
                copy.share(this, index);
            }
        }
        return separate(copy);
    }

    /** Whether a member has this name. Does not decode the member's name. */
    public boolean hasName(int index, JsonName name) {
        Objects.checkIndex(index, size());
        return names.is(index, name);
    }

    /** Whether a member's name begins with this character, which JSON need not escape. Does not decode the name. */
    public boolean nameBeginsWith(int index, char character) {
        Objects.checkIndex(index, size());
        return names.beginsWith(index, character);
    }

    /**
     * The place of the last member here that has the name that another object has at a place, or -1. Does not decode names and settles
     * nothing. Walks through all members, so it is for small objects.
     */
    public int placeOfNameIn(JsonObject other, int index) {
        return names.lastOf(other.names, Objects.checkIndex(index, other.size()), size());
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
            int first = index;
            if (isCompact(index)) {
                while (index + 1 < size() && isCompact(index + 1) && valueTo(index) + 1 == names.from(index + 1)) {
                    index++;
                }
                int begin = names.from(first);
                if (first > 0) {
                    if (source[begin - 1] == ',') {
                        begin--;
                    } else {
                        sink.write(PUNCTUATION, 4, 1);
                    }
                }
                sink.write(source, begin, valueTo(index) - begin);
            } else {
                names.write(index, first == 0, sink);
                writeValue(index, sink);
            }
            index++;
        }
        sink.write(PUNCTUATION, 1, 1);
    }

    /** Whether name and value are as they came, with nothing but the colon between them: members in a row leave in one write. */
    private boolean isCompact(int index) {
        return names.isAsReceived(index) && isAsReceived(index) && names.to(index) + 1 == valueFrom(index);
    }
}
