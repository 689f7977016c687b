package io.slipcover.json;

import java.util.HashMap;
import java.util.Map;

/**
 * Decides whether two values mean the same to JSON. Two values are the same when a number of pairs within them all are, so pairs wait
 * in a list and nothing recurs: neither depth nor size of what a client sends can use up the stack, and each byte is looked at a
 * bounded number of times.
 */
final class JsonEquality {
    private final JsonTape left;
    private final JsonTape right;
    private final IntStack waiting = new IntStack();

    private JsonEquality(JsonTape left, JsonTape right) {
        this.left = left;
        this.right = right;
    }

    static boolean same(JsonSlice left, JsonSlice right) {
        JsonKind kind = left.kind();
        if (kind != right.kind()) {
            return false;
        }
        if (left.hasBytesOf(right)) {
            return true;
        }
        return switch (kind) {
            case OBJECT, ARRAY -> new JsonEquality(new JsonTape(left), new JsonTape(right)).same();
            case STRING -> sameStrings(left, right);
            case NUMBER -> left.asNumber().equals(right.asNumber());
            case BOOLEAN, NULL -> false;
        };
    }

    private static boolean sameStrings(JsonSlice left, JsonSlice right) {
        return (left.hasEscapes() || right.hasEscapes()) && left.asString().equals(right.asString());
    }

    private boolean same() {
        if (!samePair(0, 0)) {
            return false;
        }
        while (!waiting.isEmpty()) {
            int rightIndex = waiting.pop();
            int leftIndex = waiting.pop();
            if (!samePair(leftIndex, rightIndex)) {
                return false;
            }
        }
        return true;
    }

    private boolean samePair(int leftIndex, int rightIndex) {
        JsonKind kind = left.kind(leftIndex);
        if (kind != right.kind(rightIndex)) {
            return false;
        }
        return switch (kind) {
            case OBJECT -> sameNames(leftIndex, rightIndex);
            case ARRAY -> sameLength(leftIndex, rightIndex);
            case STRING, NUMBER, BOOLEAN, NULL -> same(left.slice(leftIndex), right.slice(rightIndex));
        };
    }

    private boolean sameLength(int leftIndex, int rightIndex) {
        int leftElement = leftIndex + 1;
        int rightElement = rightIndex + 1;
        int leftEnd = left.next(leftIndex);
        int rightEnd = right.next(rightIndex);
        while (leftElement < leftEnd && rightElement < rightEnd) {
            later(leftElement, rightElement);
            leftElement = left.next(leftElement);
            rightElement = right.next(rightElement);
        }
        return leftElement == leftEnd && rightElement == rightEnd;
    }

    private boolean sameNames(int leftIndex, int rightIndex) {
        Map<JsonName, Integer> leftMembers = members(left, leftIndex);
        Map<JsonName, Integer> rightMembers = members(right, rightIndex);
        if (leftMembers.size() != rightMembers.size()) {
            return false;
        }
        for (Map.Entry<JsonName, Integer> member : leftMembers.entrySet()) {
            Integer rightValue = rightMembers.get(member.getKey());
            if (rightValue == null) {
                return false;
            }
            later(member.getValue(), rightValue);
        }
        return true;
    }

    private void later(int leftIndex, int rightIndex) {
        waiting.push(leftIndex);
        waiting.push(rightIndex);
    }

    /** The index of each member's value; of members with one name, the last one's. */
    private static Map<JsonName, Integer> members(JsonTape tape, int object) {
        Map<JsonName, Integer> members = new HashMap<>();
        int value;
        for (int name = object + 1; name < tape.next(object); name = tape.next(value)) {
            value = name + 1;
            members.put(tape.name(name), value);
        }
        return members;
    }

    static int hash(JsonSlice slice) {
        JsonTape tape = new JsonTape(slice);
        long[] hashes = new long[tape.size()];
        // Backwards, so that what a value holds has its hash before the value itself.
        for (int index = tape.size() - 1; index >= 0; index--) {
            JsonKind kind = tape.kind(index);
            hashes[index] = switch (kind) {
                case OBJECT -> hashOfObject(tape, index, hashes);
                case ARRAY -> hashOfArray(tape, index, hashes);
                case STRING -> SeededHash.of(kind, tape.slice(index).asString());
                // Equal numbers have one such text.
                case NUMBER -> SeededHash.of(kind, tape.slice(index).asNumber().toString());
                case BOOLEAN -> SeededHash.of(kind, tape.slice(index).asBoolean() ? 1 : 0);
                case NULL -> SeededHash.of(kind, 0);
            };
        }
        return Long.hashCode(hashes[0]);
    }

    private static long hashOfObject(JsonTape tape, int object, long[] hashes) {
        long sum = 0;
        for (Map.Entry<JsonName, Integer> member : members(tape, object).entrySet()) {
            // Added up, since the order of members does not count.
            long name = SeededHash.of(JsonKind.STRING, member.getKey().text());
            sum += SeededHash.mix(name, hashes[member.getValue()]);
        }
        return SeededHash.of(JsonKind.OBJECT, sum);
    }

    private static long hashOfArray(JsonTape tape, int array, long[] hashes) {
        long hash = SeededHash.of(JsonKind.ARRAY, 0);
        for (int element = array + 1; element < tape.next(array); element = tape.next(element)) {
            hash = SeededHash.mix(hash, hashes[element]);
        }
        return hash;
    }
}
