package io.slipcover.json;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The names of an object's members: spans of the bytes that arrived, until somebody asks for one or gives another. */
final class JsonNames {
    private static final int NOWHERE = JsonContainer.NOWHERE;
    private static final JsonName[] NOTHING_HELD = {};

    /**
     * As few names as this are looked for one by one. In an object that has lost its index since many members were removed at once, so
     * many lookups go by before there is another.
     */
    private static final int FEW = 6;

    private byte[] source;

    /** Name i stands in the source, quotes included, from {@code spans[2 * i]} to {@code spans[2 * i + 1]}, or nowhere. */
    private int[] spans;

    /** Names that were given, were asked for, or have escapes; empty while there are none. */
    private @Nullable JsonName[] held;

    /** What is known of the {@link #index}. */
    private enum Indexing {
        /** Nothing: no name was looked for yet, or too much has changed. */
        NONE,
        READY,
        /**
         * Of no use: a name stands twice, too many share a hash, or there are more than it can tell. Duplicates and all that is removed
         * with them are a reason to try again, see {@link #drop}.
         */
        USELESS
    }

    /** The layout that the names have, while they are those that arrived; null where it is not known. */
    private @Nullable JsonLayout layout;

    private Indexing indexing = Indexing.NONE;
    private @Nullable JsonNameIndex index;

    /** How many names may still be looked for one by one before there is an index, which costs as much as some such lookups. */
    private int walksLeft;

    JsonNames(byte[] source, int capacity) {
        this.source = source;
        spans = new int[2 * capacity];
        held = NOTHING_HELD;
    }

    private JsonNames(JsonNames original, int capacity) {
        source = original.source;
        spans = Arrays.copyOf(original.spans, 2 * capacity);
        held = original.held.length == 0 ? NOTHING_HELD : Arrays.copyOf(original.held, capacity);
    }

    /** Forgets everything, so many names, to hold those of another source. */
    void begin(byte[] newSource, int size) {
        source = newSource;
        if (held.length > 0) {
            Arrays.fill(held, 0, size, null);
        }
        layout = null;
        indexing = Indexing.NONE;
        walksLeft = 0;
    }

    /** Takes over what is known of the layout that the names have. */
    void follow(@Nullable JsonLayout known) {
        layout = known;
    }

    /** Whether the names have a layout that is known. */
    boolean areLaidOut() {
        return layout != null;
    }

    /** The place of the only member with this name among so many, or -1. Asked only where {@link #areLaidOut} says so. */
    int laidOut(JsonName name, int size) {
        JsonLayout known = requireNonNull(layout);
        int place = known.place(name);
        if (place == JsonLayout.UNKNOWN) {
            place = lastBefore(size, name);
            known.remember(name, place);
        }
        return place;
    }

    /** The number of a name in a table, or -1. */
    int number(int index, JsonNameTable table) {
        JsonName known = held(index);
        return known == null ? table.number(source, from(index), to(index)) : table.number(known);
    }

    /** Adds a name that others of the same source have at a place. */
    void share(int size, JsonNames original, int index) {
        makeRoom(size);
        spans[2 * size] = original.spans[2 * index];
        spans[2 * size + 1] = original.spans[2 * index + 1];
        JsonName known = original.held(index);
        if (known != null) {
            hold(size, known);
        }
    }

    /** @param capacity at least as many as there are names */
    JsonNames copy(int capacity) {
        return new JsonNames(this, capacity);
    }

    /** Notes a name that stands in the source. One with escapes is decoded at once, so that the others can be compared as bytes. */
    void receive(int index, int from, int to, boolean escaped) {
        makeRoom(index);
        spans[2 * index] = from;
        spans[2 * index + 1] = to;
        if (escaped) {
            hold(index, JsonName.ofValidated(source, from, to));
        }
    }

    JsonName get(int index) {
        JsonName name = held(index);
        if (name == null) {
            name = JsonName.ofValidated(source, from(index), to(index));
            hold(index, name);
        }
        return name;
    }

    boolean is(int index, JsonName name) {
        JsonName known = held(index);
        return known != null ? known.equals(name) : name.matchesPlain(source, from(index), to(index));
    }

    /** Whether a name begins with this character, which no escape stands for in a name without escapes. */
    boolean beginsWith(int index, char character) {
        JsonName known = held(index);
        return known != null
                ? !known.text().isEmpty() && known.text().charAt(0) == character
                : source[from(index) + 1] == character;
    }

    /** The last place with the name that the other names have at a place, or -1. */
    int lastOf(JsonNames others, int index, int size) {
        JsonName known = others.held(index);
        if (known != null) {
            return lastBefore(size, known);
        }
        int from = others.from(index);
        int length = others.to(index) - from;
        for (int place = size - 1; place >= 0; place--) {
            JsonName own = held(place);
            boolean same = own != null
                    ? own.matchesPlain(others.source, from, from + length)
                    : to(place) - from(place) == length
                            && JsonWords.same(source, from(place), others.source, from, length);
            if (same) {
                return place;
            }
        }
        return -1;
    }

    /** The last place before this one with this name, or -1. Most names are told apart by their lengths. */
    int lastBefore(int end, JsonName name) {
        int length = name.length();
        for (int place = end - 1; place >= 0; place--) {
            JsonName known = held(place);
            boolean same = known == null
                    ? to(place) - from(place) == length && name.matchesPlain(source, from(place), to(place))
                    : known.equals(name);
            if (same) {
                return place;
            }
        }
        return -1;
    }

    /** Whether the two names are the same. */
    boolean areSame(int one, int other) {
        JsonName known = held(one);
        if (known != null) {
            return is(other, known);
        }
        known = held(other);
        return known != null
                ? is(one, known)
                : Arrays.equals(source, from(one), to(one), source, from(other), to(other));
    }

    /** A hash that is equal for names that are the same. */
    int spelling(int index) {
        JsonName known = held(index);
        return known != null ? known.spelling() : JsonWords.hash(source, from(index), to(index));
    }

    /**
     * Makes ready to {@link #find} names.
     *
     * @param size how many names there are
     * @return false where they have to be looked for one by one, since there are duplicates, or few names, or few lookups
     */
    boolean isIndexed(int size) {
        return indexing == Indexing.READY
                || (indexing == Indexing.NONE && size > FEW && --walksLeft < 0 && isIndexedNow(size));
    }

    private boolean isIndexedNow(int size) {
        if (index == null) {
            index = new JsonNameIndex(this);
        }
        indexing = index.build(size) ? Indexing.READY : Indexing.USELESS;
        return indexing == Indexing.READY;
    }

    /** Where the table's names stand; null where one of them stands twice. See {@link JsonObject#locate}. */
    int @Nullable [] locate(JsonNameTable table, int size) {
        JsonLayout own = layout;
        int[] known = own == null ? null : own.places(table);
        if (known != null) {
            return known;
        }
        int[] places = new int[table.size()];
        JsonNameIndex ready = readyIndex();
        if (ready != null) {
            for (int number = 0; number < table.size(); number++) {
                places[number] = ready.find(table.name(number));
            }
        } else if (!walk(table, size, places)) {
            return null;
        }
        if (own != null) {
            own.remember(table, places);
        }
        return places;
    }

    private boolean walk(JsonNameTable table, int size, int[] places) {
        Arrays.fill(places, -1);
        for (int place = 0; place < size; place++) {
            int number = number(place, table);
            if (number >= 0) {
                if (places[number] >= 0) {
                    return false;
                }
                places[number] = place;
            }
        }
        return true;
    }

    /** The place of the only member with this name, or -1. Asked only where {@link #isIndexed} says so. */
    int find(JsonName name) {
        return index == null ? -1 : index.find(name);
    }

    void set(int place, JsonName name) {
        layout = null;
        JsonNameIndex index = readyIndex();
        if (index != null) {
            index.remove(place);
        }
        replace(place, name);
        addTo(index, place);
    }

    /** Whether two names are spelt with the same bytes. */
    boolean areSpeltAlike(int index, JsonNames others, int place) {
        if (!isAsReceived(index)) {
            return others.isSpelt(place, get(index));
        }
        return others.isAsReceived(place)
                ? Arrays.equals(source, from(index), to(index), others.source, others.from(place), others.to(place))
                : isSpelt(index, others.get(place));
    }

    private boolean isSpelt(int index, JsonName name) {
        return isAsReceived(index)
                ? name.isWritten(source, from(index), to(index))
                : get(index).isWrittenAs(name);
    }

    /** Puts so many names into another order. {@code origins} says of each place from which place its name comes. */
    void reorder(int[] origins, int size) {
        layout = null;
        indexing = Indexing.NONE;
        int[] moved = new int[2 * Math.max(size, JsonContainer.LEAST_CAPACITY)];
        JsonName[] movedHeld = held.length == 0 ? NOTHING_HELD : new JsonName[moved.length / 2];
        for (int place = 0; place < size; place++) {
            moved[2 * place] = spans[2 * origins[place]];
            moved[2 * place + 1] = spans[2 * origins[place] + 1];
            if (held.length > 0) {
                movedHeld[place] = held[origins[place]];
            }
        }
        spans = moved;
        held = movedHeld;
    }

    private void replace(int place, JsonName name) {
        spans[2 * place] = NOWHERE;
        hold(place, name);
    }

    private @Nullable JsonNameIndex readyIndex() {
        return indexing == Indexing.READY ? index : null;
    }

    private void addTo(@Nullable JsonNameIndex index, int place) {
        if (index != null && !index.add(place)) {
            indexing = Indexing.NONE;
        }
    }

    /** Makes a place before this one, of so many. */
    void insert(int place, int size, JsonName name) {
        layout = null;
        if (size >= JsonNameIndex.MOST_NAMES) {
            // The last of them would move to a place that no index can tell.
            indexing = Indexing.NONE;
        }
        JsonNameIndex index = readyIndex();
        if (index != null && place < size) {
            index.move(place, 1);
        }
        makeRoom(size);
        System.arraycopy(spans, 2 * place, spans, 2 * place + 2, 2 * (size - place));
        if (held.length > 0) {
            System.arraycopy(held, place, held, place + 1, size - place);
        }
        replace(place, name);
        addTo(index, place);
    }

    /** Drops one name of so many. */
    void remove(int place, int size) {
        layout = null;
        JsonNameIndex index = readyIndex();
        if (index != null) {
            index.remove(place);
            index.move(place, -1);
        }
        int behind = size - place - 1;
        System.arraycopy(spans, 2 * place + 2, spans, 2 * place, 2 * behind);
        if (held.length > 0) {
            System.arraycopy(held, place + 1, held, place, behind);
            held[size - 1] = null;
        }
    }

    /** Moves a name to an earlier place, over what stood there. {@link #drop} has to follow. */
    void move(int index, int target) {
        spans[2 * target] = spans[2 * index];
        spans[2 * target + 1] = spans[2 * index + 1];
        if (held.length > 0) {
            held[target] = held[index];
        }
    }

    /** Drops all names from one place up to another. */
    void drop(int from, int to) {
        layout = null;
        indexing = Indexing.NONE;
        walksLeft = FEW;
        if (held.length > 0) {
            Arrays.fill(held, from, to, null);
        }
    }

    /** Writes a name and the colon behind it, and the comma before it unless it is the first. */
    void write(int index, boolean first, ByteSink sink) {
        JsonName name = isAsReceived(index) ? null : held(index);
        if (name != null) {
            name.writeTo(sink, first);
            return;
        }
        if (!first) {
            sink.write(JsonContainer.PUNCTUATION, 4, 1);
        }
        sink.write(source, from(index), to(index) - from(index));
        sink.write(JsonContainer.PUNCTUATION, 5, 1);
    }

    boolean isAsReceived(int index) {
        return from(index) != NOWHERE;
    }

    int from(int index) {
        return spans[2 * index];
    }

    int to(int index) {
        return spans[2 * index + 1];
    }

    private @Nullable JsonName held(int index) {
        return index < held.length ? held[index] : null;
    }

    private void hold(int index, JsonName name) {
        if (held.length == 0) {
            held = new JsonName[spans.length / 2];
        }
        held[index] = name;
    }

    private void makeRoom(int size) {
        if (2 * size == spans.length) {
            spans = Arrays.copyOf(spans, 2 * spans.length);
            if (held.length > 0) {
                held = Arrays.copyOf(held, spans.length / 2);
            }
        }
    }
}
