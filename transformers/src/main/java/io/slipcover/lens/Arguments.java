package io.slipcover.lens;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks that constructors of operations share. */
final class Arguments {
    private Arguments() {}

    /** A value that no thread can change or parse, so that all may share it. */
    static JsonValue constant(JsonValue value) {
        return value instanceof JsonSlice ? value : JsonValue.of(value.toString());
    }

    static void different(String what, JsonName one, String other, JsonName two) {
        if (one.equals(two)) {
            throw new IllegalArgumentException(what + " and " + other + " are the same member, " + one.text());
        }
    }

    /** The members that one string is split into, or joined from. */
    static List<JsonName> pieces(String what, List<JsonName> pieces, String other, JsonName whole) {
        if (pieces.size() < 2) {
            throw new IllegalArgumentException(what + " names " + pieces.size() + " member"
                    + (pieces.size() == 1 ? "" : "s") + ", expected two or more");
        }
        Set<JsonName> seen = new HashSet<>();
        for (JsonName piece : pieces) {
            if (!seen.add(piece)) {
                throw new IllegalArgumentException(what + " names " + piece.text() + " twice");
            }
            different(what, piece, other, whole);
        }
        return List.copyOf(pieces);
    }

    static String separator(String separator) {
        if (separator.isEmpty()) {
            throw new IllegalArgumentException("separator is empty");
        }
        return separator;
    }
}
