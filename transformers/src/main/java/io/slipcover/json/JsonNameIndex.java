package io.slipcover.json;

import java.util.Arrays;

/**
 * Where each name of an object stands, for finding it without a walk past the others: a table of places, looked up by a hash of the
 * name's bytes, and from there on slot by slot.
 *
 * <p>It holds names that are all different, and close to where their hash says. Where that cannot be had, since a name stands twice or
 * a client made up names that share a hash, it says so and is of no use: then names are looked for one by one, which costs what the
 * object is long and no more.
 */
final class JsonNameIndex {
    /** Places are kept as shorts, one more than they are. */
    static final int MOST_NAMES = Short.MAX_VALUE - 1;

    private static final int LONGEST_WALK = 24;
    private static final short NEVER_TAKEN = 0;
    private static final short LEFT = -1;

    private final JsonNames names;
    private short[] slots = {};

    /** How many slots were ever taken, those that were left included: walks end at one that never was. */
    private int taken;

    JsonNameIndex(JsonNames names) {
        this.names = names;
    }

    /** Notes the first names; false where it is of no use. */
    boolean build(int size) {
        if (size > MOST_NAMES) {
            return false;
        }
        int length = 4 * Integer.highestOneBit(size);
        if (slots.length == length) {
            Arrays.fill(slots, NEVER_TAKEN);
        } else {
            slots = new short[length];
        }
        taken = 0;
        for (int place = 0; place < size; place++) {
            if (!add(place)) {
                return false;
            }
        }
        return true;
    }

    /** The place of a name, or -1. */
    int find(JsonName name) {
        int slot = name.spelling();
        while (true) {
            int found = slots[slot & (slots.length - 1)];
            if (found == NEVER_TAKEN) {
                return -1;
            }
            if (found != LEFT && names.is(found - 1, name)) {
                return found - 1;
            }
            slot++;
        }
    }

    /** Notes the name at a place; false where it is of no use from now on. */
    boolean add(int place) {
        if (place >= MOST_NAMES || 4 * taken >= 3 * slots.length) {
            return false;
        }
        int slot = names.spelling(place);
        for (int walk = 0; walk < LONGEST_WALK; walk++) {
            int at = slot + walk & (slots.length - 1);
            int found = slots[at];
            if (found == NEVER_TAKEN) {
                slots[at] = (short) (place + 1);
                taken++;
                return true;
            }
            if (found != LEFT && names.areSame(found - 1, place)) {
                return false;
            }
        }
        return false;
    }

    /** Forgets the name at a place, which it still has. */
    void remove(int place) {
        int slot = names.spelling(place);
        while (slots[slot & (slots.length - 1)] != place + 1) {
            slot++;
        }
        slots[slot & (slots.length - 1)] = LEFT;
    }

    /** All names from a place on have moved, by one place on or back. */
    void move(int from, int by) {
        for (int slot = 0; slot < slots.length; slot++) {
            if (slots[slot] > from) {
                slots[slot] += (short) by;
            }
        }
    }
}
