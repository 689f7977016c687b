package io.slipcover.json;

import java.util.Arrays;

/**
 * The values of a validated slice in the order in which they begin, names included: found in one pass, so that what walks all of them
 * costs the same however deep they nest. An object's children are its names and values in turn. A value's subtree is what stands from
 * its index up to {@link #next}.
 */
final class JsonTape {
    private static final int WIDTH = 3;

    final byte[] bytes;

    /** For each value: where it begins, where it ends, the index of the first value behind its subtree. */
    private int[] nodes = new int[16 * WIDTH];

    private int size;

    JsonTape(JsonSlice slice) {
        bytes = slice.array();
        read(slice.from(), slice.to());
    }

    private void read(int from, int to) {
        IntStack open = new IntStack();
        int at = from;
        while (at < to) {
            switch (bytes[at]) {
                case '{', '[' -> {
                    open.push(size);
                    add(at, to);
                    at++;
                }
                case '}', ']' -> {
                    int closed = open.pop() * WIDTH;
                    at++;
                    nodes[closed + 1] = at;
                    nodes[closed + 2] = size;
                }
                case ',', ':', ' ', '\t', '\n', '\r' -> at++;
                case '"' -> {
                    int end = JsonBytes.plain(JsonBytes.endOfString(bytes, at));
                    add(at, end);
                    at = end;
                }
                default -> {
                    int end = JsonBytes.endOfScalar(bytes, at, to);
                    add(at, end);
                    at = end;
                }
            }
        }
    }

    private void add(int from, int to) {
        int node = size * WIDTH;
        if (node == nodes.length) {
            nodes = Arrays.copyOf(nodes, 2 * node);
        }
        nodes[node] = from;
        nodes[node + 1] = to;
        size++;
        nodes[node + 2] = size;
    }

    int size() {
        return size;
    }

    JsonKind kind(int index) {
        return JsonKind.startingWith(bytes[from(index)]);
    }

    int from(int index) {
        return nodes[index * WIDTH];
    }

    int to(int index) {
        return nodes[index * WIDTH + 1];
    }

    /** The index of the first value that does not belong to the one at this index. */
    int next(int index) {
        return nodes[index * WIDTH + 2];
    }

    JsonName name(int index) {
        return JsonName.ofValidated(bytes, from(index), to(index));
    }

    JsonSlice slice(int index) {
        return new JsonSlice(bytes, from(index), to(index));
    }
}
