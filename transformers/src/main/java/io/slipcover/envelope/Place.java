package io.slipcover.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A place in a body, and what to look for in the value that stands there. Places inside each other are paths: the steps are a member's
 * name and "any element".
 *
 * <p>A value of another kind than its place expects (an {@code error} object for an array of rows) is not looked into.
 */
sealed interface Place {
    /** A value that is not looked into. */
    static Place opaque() {
        return Opaque.INSTANCE;
    }

    /** An object with places behind some of its names, in any order and spelling. */
    static Place members(Map<String, Place> places) {
        return new Members(places.entrySet().stream()
                .map(member -> new Member(member.getKey(), member.getValue()))
                .toList());
    }

    /** An array, each element of which is such a place. */
    static Place elements(Place element) {
        return new Elements(element);
    }

    /** A value of any kind that is held until it is complete, and then decided about. There are none within it. */
    static Place entry(Place inside) {
        return new Held(inside);
    }

    /** An object that is a document. It stands in an entry, or is one. */
    static Place document() {
        return Document.INSTANCE;
    }

    /** A value that is forwarded, and told where it is {@code true} or {@code false}. */
    static Place flag() {
        return Flag.INSTANCE;
    }

    record Opaque() implements Place {
        static final Opaque INSTANCE = new Opaque();
    }

    record Elements(Place element) implements Place {
        boolean areEntries() {
            return element instanceof Held;
        }
    }

    record Held(Place inside) implements Place {}

    record Document() implements Place {
        static final Document INSTANCE = new Document();
    }

    record Flag() implements Place {
        static final Flag INSTANCE = new Flag();
    }

    /** Members of an object, and how many bytes the longest spelling of any of their names takes. */
    record Members(List<Member> members, int longestSpelling) implements Place {
        Members(List<Member> members) {
            this(members, longestSpelling(members));
        }

        /** Six bytes for each ASCII letter, and the quotes. */
        private static int longestSpelling(List<Member> members) {
            return members.stream()
                    .mapToInt(member -> 6 * member.plain.length + 2)
                    .max()
                    .orElse(2);
        }

        /** The place behind a name, given as validated JSON string with its quotes. */
        Place behind(byte[] bytes, int from, int to) {
            for (Member member : members) {
                byte[] plain = member.plain;
                if (Arrays.equals(bytes, from + 1, to - 1, plain, 0, plain.length)) {
                    return member.place;
                }
            }
            return isEscaped(bytes, from, to) ? behind(decode(bytes, from, to)) : Opaque.INSTANCE;
        }

        private Place behind(String name) {
            return members.stream()
                    .filter(member -> member.name.equals(name))
                    .map(member -> member.place)
                    .findFirst()
                    .orElse(Opaque.INSTANCE);
        }

        private static boolean isEscaped(byte[] bytes, int from, int to) {
            for (int at = from; at < to; at++) {
                if (bytes[at] == '\\') {
                    return true;
                }
            }
            return false;
        }

        private static String decode(byte[] bytes, int from, int to) {
            return ((JsonSlice) JsonValue.parse(bytes, from, to)).asString();
        }
    }

    /** A name, the bytes it has without escapes, and what stands behind it. */
    final class Member {
        private final String name;
        private final byte[] plain;
        private final Place place;

        Member(String name, Place place) {
            this.name = name;
            this.plain = name.getBytes(UTF_8);
            this.place = place;
        }
    }
}
