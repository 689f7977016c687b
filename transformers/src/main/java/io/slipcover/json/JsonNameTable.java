package io.slipcover.json;

import java.util.Collection;
import java.util.List;

/**
 * Names to look for in objects all at once: one lookup for each where the object has an index, else one walk past its members, however
 * many names they are. See {@link JsonObject#locate}. Immutable, shared by threads.
 *
 * <p>It is a hash table that only those who make it put names into. What an object is asked about with is the table, so a client that
 * makes up names with one hash makes no walk longer.
 */
public final class JsonNameTable {
    private static final int ROOM = 4;

    private final JsonName[] names;

    /** One more than the number of a name, or 0; looked up by {@link JsonName#spelling} and from there on slot by slot. */
    private final int[] slots;

    /** A bit for each length, modulo the bits there are, that a name has: most names of an object have none of them. */
    private final long lengths;

    /** A table of names, which are all different and numbered from 0 as they come. */
    public JsonNameTable(Collection<JsonName> names) {
        this.names = List.copyOf(names).toArray(JsonName[]::new);
        this.slots = new int[ROOM * Math.max(1, Integer.highestOneBit(this.names.length))];
        long lengths = 0;
        for (int number = 0; number < this.names.length; number++) {
            JsonName name = this.names[number];
            if (number(name) >= 0) {
                throw new IllegalArgumentException("the name " + name + " stands twice");
            }
            lengths |= 1L << name.length();
            int slot = slot(name.spelling());
            while (slots[slot] != 0) {
                slot = slot(slot + 1);
            }
            slots[slot] = number + 1;
        }
        this.lengths = lengths;
    }

    /** How many names there are. */
    public int size() {
        return names.length;
    }

    /**
     * The number of the name whose text a string value has, as the types of documents are looked up; -1 where it is none of these, or the
     * value is no string.
     */
    public int numberOf(JsonValue value) {
        if (!(value instanceof JsonSlice string) || string.kind() != JsonKind.STRING) {
            return -1;
        }
        return string.hasEscapes()
                ? number(JsonName.of(string.asString()))
                : number(string.array(), string.from(), string.to());
    }

    /** The name with this number. */
    public JsonName name(int number) {
        return names[number];
    }

    /** The number of the name whose string, without escapes, stands in {@code [from, to)}; -1 where it is none of these. */
    int number(byte[] bytes, int from, int to) {
        if ((lengths >>> (to - from) & 1) == 0) {
            return -1;
        }
        int slot = slot(JsonWords.hash(bytes, from, to));
        while (slots[slot] != 0) {
            if (names[slots[slot] - 1].matchesPlain(bytes, from, to)) {
                return slots[slot] - 1;
            }
            slot = slot(slot + 1);
        }
        return -1;
    }

    /** The number of a name; -1 where it is none of these. */
    int number(JsonName name) {
        int slot = slot(name.spelling());
        while (slots[slot] != 0) {
            if (names[slots[slot] - 1].equals(name)) {
                return slots[slot] - 1;
            }
            slot = slot(slot + 1);
        }
        return -1;
    }

    private int slot(int hash) {
        return hash & (slots.length - 1);
    }
}
