package io.slipcover.mango;

import io.slipcover.json.JsonSlice;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** JSON texts that are hard to tell apart or to put into order: numbers of one value, strings that are equal to a collator. */
final class RandomValues {
    private static final List<String> NUMBERS = List.of(
            "0",
            "-0",
            "0.0",
            "-0.0",
            "1",
            "1.0",
            "1e0",
            "10E-1",
            "1.5",
            "-1",
            "-1.5",
            "2",
            "3",
            "7",
            "10",
            "100",
            "1e2",
            "100.0",
            "1e22",
            "10000000000000000000000",
            "1e-7",
            "0.1",
            "9007199254740992",
            "9007199254740993",
            "9007199254740993.0",
            "-9007199254740993",
            "1152921504606846976",
            "1152921504606846975.0",
            "123456789012345678901234567890",
            "1.2345678901234568e29",
            "123456789012345677877719597056",
            "2.2250738585072014e-308",
            "1.7976931348623157e308",
            "-1e300");

    private static final List<String> STRINGS = List.of(
            "",
            "a",
            "A",
            "b",
            "B",
            "z",
            "ab",
            "aB",
            "Ab",
            "AB",
            "a b",
            "a-b",
            "a_b",
            "ab ",
            " ab",
            "abc",
            "\u00e1",
            "a\u0301",
            "\u00e4",
            "e\u0301",
            "\u00e9",
            "e",
            "\u00c9",
            "n\u0303",
            "\u00f1",
            "1",
            "10",
            "2",
            "02",
            "-",
            "_",
            " ",
            "\u0000",
            "a\u0000",
            "a\u0000b",
            "\u200b",
            "a\u200d",
            "\u00ad",
            "\u00df",
            "ss",
            "SS",
            "\u1e9e",
            "\u00e6",
            "ae",
            "\ufb01",
            "fi",
            "\u65e5\u672c",
            "\u65e5",
            "\u30a2",
            "\uff71",
            "\u3042",
            "\u30ac",
            "\u304b\u3099",
            "\ud83d\ude00",
            "\ud83c\udde9\ud83c\uddea",
            "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67",
            "\r\n",
            "\n",
            "\r",
            "\t",
            "a\nb",
            "\uffff",
            "\ufffe",
            "\u0130",
            "i",
            "\u0131",
            "I",
            "\uac00",
            "\u1100\u1161",
            "\u0e40\u0e01",
            "\u0e01",
            "\u0915\u094d\u0937",
            "\u01c6",
            "\u01c5",
            "d\u017e",
            "\u2126",
            "\u03a9",
            "\u00b5",
            "\u03bc",
            "x\u0323\u0307",
            "x\u0307\u0323",
            "\ud801\udc00",
            "$eq",
            "a.b",
            "null",
            "true",
            "string",
            "0.0");

    private final Random random;

    RandomValues(Random random) {
        this.random = random;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean oneIn(int chances) {
        return random.nextInt(chances) == 0;
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** A value that nests so deep at most. */
    String value(int depth) {
        return switch (below(depth == 0 ? 7 : 11)) {
            case 0 -> "null";
            case 1 -> oneIn(2) ? "true" : "false";
            case 2, 3 -> number();
            case 4, 5, 6 -> string();
            case 7, 8 -> array(depth - 1);
            default -> object(depth - 1);
        };
    }

    String number() {
        return oneIn(4) ? Integer.toString(below(20) - 5) : oneOf(NUMBERS);
    }

    String integer() {
        return oneIn(8) ? oneOf(List.of("0", "-0", "12345678901234567890", "-3")) : Integer.toString(below(9) - 2);
    }

    String string() {
        return quote(text());
    }

    String text() {
        if (!oneIn(3)) {
            return oneOf(STRINGS);
        }
        StringBuilder text = new StringBuilder();
        for (int length = below(4); length >= 0; length--) {
            text.append(oneIn(2) ? oneOf(STRINGS) : Character.toString(codePoint()));
        }
        return text.toString();
    }

    private int codePoint() {
        while (true) {
            int bound = switch (below(4)) {
                case 0 -> 0x80;
                case 1 -> 0x800;
                case 2 -> 0x10000;
                default -> 0x20000;
            };
            int point = below(bound);
            if (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE) {
                return point;
            }
        }
    }

    private String array(int depth) {
        List<String> elements = new ArrayList<>();
        for (int size = below(4); size > 0; size--) {
            elements.add(value(depth));
        }
        return "[" + String.join(",", elements) + "]";
    }

    private String object(int depth) {
        List<String> members = new ArrayList<>();
        for (int size = below(4); size > 0; size--) {
            members.add(
                    quote(oneOf(List.of("a", "b", "c", "A", "\u00e9", "", "0", "_id", "a.b"))) + ":" + value(depth));
        }
        return "{" + String.join(",", members) + "}";
    }

    static String quote(String text) {
        return JsonSlice.string(text).toString();
    }
}
