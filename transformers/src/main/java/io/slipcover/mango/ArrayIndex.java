package io.slipcover.mango;

/**
 * The reading of a part of a path as an index into an array. CouchDB reads it as Erlang reads an integer, sign and zeros in front included.
 */
final class ArrayIndex {
    private ArrayIndex() {}

    /** The index, or -1 where the text is no index or the array has no such element. */
    static int parse(String text, int size) {
        int first = !text.isEmpty() && (text.charAt(0) == '+' || text.charAt(0) == '-') ? 1 : 0;
        if (first == text.length()) {
            return -1;
        }
        long index = 0;
        for (int at = first; at < text.length(); at++) {
            char digit = text.charAt(at);
            if (digit < '0' || digit > '9') {
                return -1;
            }
            index = Math.min(10 * index + digit - '0', Integer.MAX_VALUE);
        }
        boolean negative = text.charAt(0) == '-' && index > 0;
        return !negative && index < size ? (int) index : -1;
    }
}
