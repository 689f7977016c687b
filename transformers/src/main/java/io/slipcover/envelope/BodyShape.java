package io.slipcover.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import io.slipcover.onepass.EntryKind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What is looked for in a value of a body. Shapes within each other make paths: a step is a member's name, or "any element".
 *
 * <p>A value of another kind than its shape expects (an {@code error} object for an array of rows) is not looked into.
 */
sealed interface BodyShape {
    /** A value that is not looked into. */
    static BodyShape opaque() {
        return Opaque.INSTANCE;
    }

    /** An object with shapes behind some of its names, in any order and spelling. */
    static BodyShape members(Map<String, BodyShape> shapes) {
        return new Members(shapes.entrySet().stream()
                .map(member -> new Member(member.getKey(), member.getValue()))
                .toList());
    }

    /** An array, each element of which has this shape. */
    static BodyShape elements(BodyShape element) {
        return new ArrayShape(element);
    }

    /** A value of any kind that is held until it is complete, and then decided about. There is no entry within an entry. */
    static BodyShape entry(EntryForm form, BodyShape inside) {
        return new EntryShape(form, inside);
    }

    /** An object, each member of which is an entry: its name and its value. */
    static BodyShape memberEntries(EntryForm form) {
        return new MemberEntries(form);
    }

    /** An object that is a document. It stands in an entry, or is one. */
    static BodyShape document() {
        return Document.INSTANCE;
    }

    /** A value that is forwarded, and told where it is {@code true} or {@code false}. */
    static BodyShape flag() {
        return Flag.INSTANCE;
    }

    record Opaque() implements BodyShape {
        static final Opaque INSTANCE = new Opaque();
    }

    record ArrayShape(BodyShape element) implements BodyShape {
        boolean areEntries() {
            return element instanceof EntryShape;
        }
    }

    /** An entry, what stands in it, and its kind for the one pass. */
    record EntryShape(EntryForm form, BodyShape inside, EntryKind kind) implements BodyShape {
        EntryShape(EntryForm form, BodyShape inside) {
            this(form, inside, inside instanceof Document ? EntryKind.BARE : EntryKind.around());
        }
    }

    record MemberEntries(EntryForm form) implements BodyShape {}

    record Document() implements BodyShape {
        static final Document INSTANCE = new Document();
    }

    record Flag() implements BodyShape {
        static final Flag INSTANCE = new Flag();
    }

    /** Members of an object, and how many bytes the longest spelling of any of their names takes. */
    record Members(List<Member> members, int longestSpelling) implements BodyShape {
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

        /** The shape behind a name, given as validated JSON string with its quotes. */
        BodyShape behind(byte[] bytes, int from, int to) {
            for (Member member : members) {
                byte[] plain = member.plain;
                if (Arrays.equals(bytes, from + 1, to - 1, plain, 0, plain.length)) {
                    return member.shape;
                }
            }
            return isEscaped(bytes, from, to) ? behind(decode(bytes, from, to)) : Opaque.INSTANCE;
        }

        private BodyShape behind(String name) {
            return members.stream()
                    .filter(member -> member.name.equals(name))
                    .map(member -> member.shape)
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
        private final BodyShape shape;

        Member(String name, BodyShape shape) {
            this.name = name;
            this.plain = name.getBytes(UTF_8);
            this.shape = shape;
        }
    }
}
