package io.slipcover.json;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The names of an object's members: spans of the bytes that arrived, until somebody asks for one or gives another. */
final class JsonNames {
    private static final int NOWHERE = JsonContainer.NOWHERE;
    private static final JsonName[] NOTHING_HELD = {};

    private final byte[] source;

    /** Name i stands in the source, quotes included, from {@code spans[2 * i]} to {@code spans[2 * i + 1]}, or nowhere. */
    private int[] spans;

    /** Names that were given, were asked for, or have escapes; empty while there are none. */
    private @Nullable JsonName[] held;

    JsonNames(byte[] source, int capacity) {
        this.source = source;
        spans = new int[2 * capacity];
        held = NOTHING_HELD;
    }

    private JsonNames(JsonNames original) {
        source = original.source;
        spans = original.spans.clone();
        held = original.held.length == 0 ? NOTHING_HELD : original.held.clone();
    }

    JsonNames copy() {
        return new JsonNames(this);
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

    void set(int index, JsonName name) {
        spans[2 * index] = NOWHERE;
        hold(index, name);
    }

    /** Makes a place before this one, of so many. */
    void insert(int index, int size, JsonName name) {
        makeRoom(size);
        System.arraycopy(spans, 2 * index, spans, 2 * index + 2, 2 * (size - index));
        if (held.length > 0) {
            System.arraycopy(held, index, held, index + 1, size - index);
        }
        set(index, name);
    }

    /** Drops one name of so many. */
    void remove(int index, int size) {
        int behind = size - index - 1;
        System.arraycopy(spans, 2 * index + 2, spans, 2 * index, 2 * behind);
        if (held.length > 0) {
            System.arraycopy(held, index + 1, held, index, behind);
            held[size - 1] = null;
        }
    }

    /** Moves a name to an earlier place, over what stood there. */
    void move(int index, int target) {
        spans[2 * target] = spans[2 * index];
        spans[2 * target + 1] = spans[2 * index + 1];
        if (held.length > 0) {
            held[target] = held[index];
        }
    }

    /** Drops all names from one place up to another. */
    void drop(int from, int to) {
        if (held.length > 0) {
            Arrays.fill(held, from, to, null);
        }
    }

    void write(int index, ByteSink sink) {
        if (isAsReceived(index)) {
            sink.write(source, from(index), to(index) - from(index));
        } else {
            get(index).writeTo(sink);
        }
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
