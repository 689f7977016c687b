package io.slipcover.onepass;

import static io.slipcover.json.ValueEnds.NONE;

import io.slipcover.json.JsonScanner;
import io.slipcover.json.ValueEnds;

/**
 * Where the members stand of an object that has nothing between them but commas: {@code {"a":1,"b":2}}. Used again for the next object.
 */
final class MemberSpans {
    /** The most members that are noted. */
    private static final int MOST = 64;

    /** For each member: where its value begins and ends. */
    private final int[] values = new int[2 * MOST];

    private int from;
    private int to;
    private int size;

    /** Begins with an object. */
    void begin(int begin) {
        from = begin;
        size = 0;
    }

    void add(int valueFrom, int valueTo) {
        values[2 * size] = valueFrom;
        values[2 * size + 1] = valueTo;
        size++;
    }

    void end(int end) {
        to = end;
    }

    /**
     * Notes the members of an object that begins at an index and ends before another one.
     *
     * @return false where the object has more than commas between its members, more in its names than text, or too many members or none
     */
    boolean read(byte[] bytes, int begin, int limit, ValueEnds ends) {
        begin(begin);
        int at = begin;
        while (size < MOST) {
            int name = at + 1;
            int colon = name < limit && bytes[name] == '"' ? JsonScanner.endOfPlainString(bytes, name, limit) : 0;
            if (colon == 0 || bytes[colon] != ':') {
                return false;
            }
            int end = ends.endOfValue(bytes, colon + 1, limit);
            if (end == NONE) {
                return false;
            }
            add(colon + 1, end);
            at = end;
            if (bytes[at] == '}') {
                end(at + 1);
                return true;
            }
            if (bytes[at] != ',') {
                return false;
            }
        }
        return false;
    }

    /** Where the object begins. */
    int from() {
        return from;
    }

    /** Where the object ends. */
    int to() {
        return to;
    }

    /** How many members there are. */
    int size() {
        return size;
    }

    /** Where the comma stands before a member, or the brace. */
    int comma(int place) {
        return place == 0 ? from : values[2 * place - 1];
    }

    int valueFrom(int place) {
        return values[2 * place];
    }

    int valueTo(int place) {
        return values[2 * place + 1];
    }
}
