package io.slipcover.json;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The names of an object in their order, and where those stand that were looked for. Documents that one program writes have the same
 * names in the same order, mostly, so that what was looked up in one of them need not be looked up in the next.
 *
 * <p>What is remembered are names and tables that somebody looked for: these are constants of a schema, and few.
 */
final class JsonLayout {
    /** What {@link #place} says of a name that was not looked for. */
    static final int UNKNOWN = -2;

    static final int MOST_NAMES = 64;

    private static final int LONGEST_NAMES = 4096;

    private static final int ASKED = 64;
    private static final int MOST_ASKED = 40;
    private static final int TABLES = 8;

    /** The names' strings, quotes included, one behind the other with a word of nothing behind the last, and where each ends. */
    private final byte[] names;

    private final int[] ends;

    private final int hash;

    /** Whether no name stands twice. */
    private final boolean distinct;

    private final @Nullable JsonName[] asked = new JsonName[ASKED];
    private final byte[] places = new byte[ASKED];
    private int askedCount;

    private final @Nullable JsonNameTable[] tables = new JsonNameTable[TABLES];
    private final int[][] placesOfTables = new int[TABLES][];
    private int nextTable;

    private JsonLayout(byte[] names, int[] ends, int hash) {
        this.names = names;
        this.ends = ends;
        this.hash = hash;
        this.distinct = areDistinct();
    }

    /**
     * The layout of noted members, {@link #MOST_NAMES} at most; null where it has names with escapes, or names too long to be kept.
     *
     * @param hash of these names, by which they are looked for
     */
    static @Nullable JsonLayout of(JsonMembers members, byte[] source, int from, int hash) {
        int size = members.size();
        int[] ends = new int[size];
        int length = 0;
        for (int index = 0; index < size; index++) {
            if (members.nameTo(index) < 0) {
                return null;
            }
            length += members.nameTo(index) - members.nameFrom(index);
            ends[index] = length;
        }
        if (length > LONGEST_NAMES) {
            return null;
        }
        byte[] names = new byte[length + Long.BYTES];
        int at = 0;
        for (int index = 0; index < size; index++) {
            System.arraycopy(source, from + members.nameFrom(index), names, at, ends[index] - at);
            at = ends[index];
        }
        return new JsonLayout(names, ends, hash);
    }

    private boolean areDistinct() {
        for (int index = 0; index < ends.length; index++) {
            for (int other = 0; other < index; other++) {
                if (Arrays.equals(names, from(index), ends[index], names, from(other), ends[other])) {
                    return false;
                }
            }
        }
        return true;
    }

    private int from(int index) {
        return index == 0 ? 0 : ends[index - 1];
    }

    /** Whether these members have the names, spelt as they are here. */
    boolean isThatOf(JsonMembers members, byte[] source, int from) {
        if (members.size() != ends.length) {
            return false;
        }
        int at = 0;
        for (int index = 0; index < ends.length; index++) {
            int end = ends[index];
            int nameFrom = members.nameFrom(index);
            // Where a name has escapes the difference is negative.
            if (members.nameTo(index) - nameFrom != end - at
                    || !JsonWords.same(names, at, source, from + nameFrom, end - at)) {
                return false;
            }
            at = end;
        }
        return true;
    }

    int hash() {
        return hash;
    }

    int size() {
        return ends.length;
    }

    /**
     * Where the string ends that begins at {@code at}, if it is this name, spelt as it is here. 0 where it is not, or there is nothing
     * behind it, or not enough to compare words.
     */
    int endOfName(int index, byte[] bytes, int at, int to) {
        if (index >= ends.length || at > to - Long.BYTES) {
            return 0;
        }
        int from = from(index);
        int length = ends[index] - from;
        int end = at + length;
        long difference = JsonWords.read(names, from) ^ JsonWords.read(bytes, at);
        if (length < Long.BYTES) {
            difference <<= Long.SIZE - Byte.SIZE * length;
        }
        boolean same =
                difference == 0 && end < to && (length <= Long.BYTES || JsonWords.same(names, from, bytes, at, length));
        return same ? end : 0;
    }

    /** Whether no name stands twice: otherwise what counts is for the object to settle. */
    boolean isDistinct() {
        return distinct;
    }

    /** Where a name stands: its place, -1 where it is none of these, or {@link #UNKNOWN}. */
    int place(JsonName name) {
        int slot = name.spelling() & (ASKED - 1);
        while (true) {
            JsonName found = asked[slot];
            if (found == null) {
                return UNKNOWN;
            }
            if (found.equals(name)) {
                return places[slot];
            }
            slot = slot + 1 & (ASKED - 1);
        }
    }

    /** Remembers the place of a name that is {@link #UNKNOWN}. */
    void remember(JsonName name, int place) {
        if (askedCount == MOST_ASKED) {
            // Those of a schema that is no longer in use, perhaps.
            Arrays.fill(asked, null);
            askedCount = 0;
        }
        int slot = name.spelling() & (ASKED - 1);
        while (asked[slot] != null) {
            slot = slot + 1 & (ASKED - 1);
        }
        asked[slot] = name;
        places[slot] = (byte) place;
        askedCount++;
    }

    /** Where the names of a table stand, or null where that is not known. */
    int @Nullable [] places(JsonNameTable table) {
        for (int index = 0; index < TABLES; index++) {
            if (tables[index] == table) {
                return placesOfTables[index];
            }
        }
        return null;
    }

    void remember(JsonNameTable table, int[] placesOfTable) {
        tables[nextTable] = table;
        placesOfTables[nextTable] = placesOfTable;
        nextTable = (nextTable + 1) % TABLES;
    }
}
