package io.slipcover.json;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A mutable list of values over the bytes that arrived: what objects and arrays have in common.
 *
 * <p>Where a value stands in the source is two numbers in an array, and most values are never more than that. A value that was set,
 * or parsed because somebody looked into it, is held in a second array beside it.
 *
 * <p>Changes travel upwards as they happen: a container that was parsed out of another one knows it as its owner and marks it as
 * changed too, so that writing need not look for changes. A container that is put somewhere needs no such link, since the place it is
 * put into is changed already.
 */
abstract sealed class JsonContainer extends JsonValue permits JsonObject, JsonArray {
    static final byte[] PUNCTUATION = {'{', '}', '[', ']', ',', ':'};
    static final int NOWHERE = -1;

    // What a source of so many bytes is given room for at first; most have fewer values, and a few set ones find room.
    private static final int BYTES_OF_A_VALUE = 32;
    static final int LEAST_CAPACITY = 4;
    private static final int LARGEST_FIRST_CAPACITY = 64;

    /** A copy has room for so many values more. Most operations add one. */
    private static final int ROOM_IN_COPIES = 4;

    private static final JsonValue[] NOTHING_HELD = {};

    // These change only where an object is used again for another one.
    byte[] source;
    int from;
    int to;

    private @Nullable JsonContainer owner;
    private boolean changed;
    private int size;

    /** Value i stands in the source from {@code spans[2 * i]} to {@code spans[2 * i + 1]}, or {@link #NOWHERE}. */
    private int[] spans;

    /** Values that were set or parsed; as long as {@link #spans} has room for values, or empty while there are none. */
    private @Nullable JsonValue[] held;

    JsonContainer(byte[] source, int from, int to, @Nullable JsonContainer owner) {
        this.source = source;
        this.from = from;
        this.to = to;
        this.owner = owner;
        this.spans = new int[2 * firstCapacity(to - from)];
        this.held = NOTHING_HELD;
    }

    /** A copy that still holds the values parsed so far in common with the original; {@link #separate} ends that. */
    JsonContainer(JsonContainer original) {
        source = original.source;
        from = original.from;
        to = original.to;
        changed = original.changed;
        size = original.size;
        int capacity = size + ROOM_IN_COPIES;
        spans = Arrays.copyOf(original.spans, 2 * Math.min(capacity, original.capacity()));
        held = original.held.length == 0 ? NOTHING_HELD : Arrays.copyOf(original.held, capacity());
    }

    private static int firstCapacity(int bytes) {
        return Math.min(LEAST_CAPACITY + bytes / BYTES_OF_A_VALUE, LARGEST_FIRST_CAPACITY);
    }

    /** A container with some values of another one in common, to which they are added by {@link #share}. */
    JsonContainer(JsonContainer original, int capacity) {
        source = original.source;
        from = original.from;
        to = original.to;
        changed = true;
        spans = new int[2 * capacity];
        held = NOTHING_HELD;
    }

    /** Adds a value that another container of the same source has; {@link #separate} makes it this one's own. */
    final void share(JsonContainer original, int index) {
        received(original.spans[2 * index], original.spans[2 * index + 1]);
        JsonValue value = original.held(index);
        if (value != null) {
            hold(size - 1, value);
        }
    }

    abstract JsonContainer shallowCopy();

    @Override
    public final int length() {
        return to - from;
    }

    public final int size() {
        return size;
    }

    public final boolean isEmpty() {
        return size == 0;
    }

    /** Forgets everything, to hold the values of another source. */
    final void begin(byte[] newSource, int newFrom, int newTo) {
        source = newSource;
        from = newFrom;
        to = newTo;
        owner = null;
        changed = false;
        if (held.length > 0) {
            Arrays.fill(held, 0, size, null);
        }
        size = 0;
    }

    final boolean isChanged() {
        return changed;
    }

    /** Gives a fresh copy, and the copies in it, containers of their own, however deep they are nested. */
    static <C extends JsonContainer> C separate(C copy) {
        ArrayDeque<JsonContainer> open = null;
        JsonContainer parent = copy;
        while (parent != null) {
            for (int index = 0; index < parent.held.length; index++) {
                if (parent.held[index] instanceof JsonContainer child) {
                    JsonContainer own = child.shallowCopy();
                    own.owner = parent;
                    parent.held[index] = own;
                    if (own.held.length > 0) {
                        open = open == null ? new ArrayDeque<>() : open;
                        open.add(own);
                    }
                }
            }
            parent = open == null ? null : open.poll();
        }
        return copy;
    }

    /** The value at this place: a slice, or what was set or parsed there. */
    final JsonValue valueAt(int index) {
        Objects.checkIndex(index, size);
        JsonValue value = held(index);
        return value != null ? value : new JsonSlice(source, spans[2 * index], spans[2 * index + 1]);
    }

    final @Nullable JsonObject objectAt(int index) {
        return parsedAt(index, JsonKind.OBJECT) instanceof JsonObject object ? object : null;
    }

    final @Nullable JsonArray arrayAt(int index) {
        return parsedAt(index, JsonKind.ARRAY) instanceof JsonArray array ? array : null;
    }

    private @Nullable JsonValue parsedAt(int index, JsonKind kind) {
        Objects.checkIndex(index, size);
        JsonValue value = held(index);
        if (value instanceof JsonContainer) {
            return value;
        }
        JsonSlice slice = value == null ? new JsonSlice(source, spans[2 * index], spans[2 * index + 1]) : value.slice();
        if (slice.kind() != kind) {
            return null;
        }
        JsonContainer parsed = kind == JsonKind.OBJECT ? slice.asObject() : slice.asArray();
        parsed.owner = this;
        hold(index, parsed);
        return parsed;
    }

    /** Whether two values are spelt with the same bytes, as far as that can be told of values that nobody looked into; else false. */
    final boolean isValueReceivedAs(int index, JsonContainer other, int place) {
        Objects.checkIndex(index, size);
        Objects.checkIndex(place, other.size);
        return held(index) == null
                && other.held(place) == null
                && Arrays.equals(
                        source,
                        valueFrom(index),
                        valueTo(index),
                        other.source,
                        other.valueFrom(place),
                        other.valueTo(place));
    }

    /** Puts the values into another order. {@code origins} says of each place from which place its value comes. */
    final void reorderValues(int[] origins) {
        change();
        int[] moved = new int[2 * Math.max(size, LEAST_CAPACITY)];
        JsonValue[] movedHeld = held.length == 0 ? NOTHING_HELD : new JsonValue[moved.length / 2];
        for (int index = 0; index < size; index++) {
            moved[2 * index] = spans[2 * origins[index]];
            moved[2 * index + 1] = spans[2 * origins[index] + 1];
            if (held.length > 0) {
                movedHeld[index] = held[origins[index]];
            }
        }
        spans = moved;
        held = movedHeld;
    }

    final void setValue(int index, JsonValue value) {
        Objects.checkIndex(index, size);
        Objects.requireNonNull(value, "value");
        change();
        spans[2 * index] = NOWHERE;
        hold(index, value);
    }

    /** Makes a place for a value that is not from the source. */
    final void insertValue(int index, JsonValue value) {
        Objects.checkIndex(index, size + 1);
        Objects.requireNonNull(value, "value");
        change();
        makeRoom();
        System.arraycopy(spans, 2 * index, spans, 2 * index + 2, 2 * (size - index));
        spans[2 * index] = NOWHERE;
        if (held.length > 0) {
            System.arraycopy(held, index, held, index + 1, size - index);
        }
        size++;
        hold(index, value);
    }

    final JsonValue removeValue(int index) {
        JsonValue removed = valueAt(index);
        change();
        size--;
        System.arraycopy(spans, 2 * index + 2, spans, 2 * index, 2 * (size - index));
        if (held.length > 0) {
            System.arraycopy(held, index + 1, held, index, size - index);
            held[size] = null;
        }
        return removed;
    }

    /** Moves a value to an earlier place, over what stood there. */
    final void moveValue(int index, int target) {
        spans[2 * target] = spans[2 * index];
        spans[2 * target + 1] = spans[2 * index + 1];
        if (held.length > 0) {
            held[target] = held[index];
        }
    }

    /** Drops what stands behind the first values. */
    final void shrinkTo(int newSize) {
        change();
        if (held.length > 0) {
            Arrays.fill(held, newSize, size, null);
        }
        size = newSize;
    }

    /** Adds a value that stands in the source, while the source is read. */
    final void received(int valueFrom, int valueTo) {
        makeRoom();
        spans[2 * size] = valueFrom;
        spans[2 * size + 1] = valueTo;
        size++;
    }

    private void makeRoom() {
        if (size == capacity()) {
            spans = Arrays.copyOf(spans, 2 * spans.length);
            if (held.length > 0) {
                held = Arrays.copyOf(held, capacity());
            }
        }
    }

    final int capacity() {
        return spans.length / 2;
    }

    final void change() {
        for (JsonContainer container = this; container != null && !container.changed; container = container.owner) {
            container.changed = true;
        }
    }

    /** Whether the bytes that arrived are still those of this value. */
    final boolean isAsReceived(int index) {
        return spans[2 * index] != NOWHERE && !(held(index) instanceof JsonContainer container && container.changed);
    }

    final void writeValue(int index, ByteSink sink) {
        if (isAsReceived(index)) {
            sink.write(source, valueFrom(index), valueTo(index) - valueFrom(index));
        } else {
            valueAt(index).writeTo(sink);
        }
    }

    final int valueFrom(int index) {
        return spans[2 * index];
    }

    final int valueTo(int index) {
        return spans[2 * index + 1];
    }

    private @Nullable JsonValue held(int index) {
        return index < held.length ? held[index] : null;
    }

    private void hold(int index, JsonValue value) {
        if (held.length == 0) {
            held = new JsonValue[capacity()];
        }
        held[index] = value;
    }

    @Override
    final JsonSlice slice() {
        if (!changed) {
            return new JsonSlice(source, from, to);
        }
        JsonBuffer buffer = new JsonBuffer(to - from + 64);
        writeTo(buffer);
        return new JsonSlice(buffer.array(), 0, buffer.length());
    }
}
