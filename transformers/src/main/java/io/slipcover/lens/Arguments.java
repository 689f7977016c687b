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

    /** Several members, none of them twice. */
    static List<JsonName> several(String what, List<JsonName> members) {
        if (members.size() < 2) {
            throw new IllegalArgumentException(what + " names " + members.size() + " member"
                    + (members.size() == 1 ? "" : "s") + ", expected two or more");
        }
        Set<JsonName> seen = new HashSet<>();
        for (JsonName member : members) {
            if (!seen.add(member)) {
                throw new IllegalArgumentException(what + " names " + member.text() + " twice");
            }
        }
        return List.copyOf(members);
    }

    /** The members that one string is split into, or joined from. */
    static List<JsonName> pieces(String what, List<JsonName> pieces, String other, JsonName whole) {
        List<JsonName> several = several(what, pieces);
        several.forEach(piece -> different(what, piece, other, whole));
        return several;
    }

    static String separator(String separator) {
        if (separator.isEmpty()) {
            throw new IllegalArgumentException("separator is empty");
        }
        return separator;
    }
}
