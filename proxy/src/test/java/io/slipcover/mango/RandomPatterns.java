package io.slipcover.mango;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Patterns of PCRE that a set of states can decide, some that it cannot, some that are none, and texts that they may match. */
final class RandomPatterns {
    private static final List<String> CHARACTERS = List.of(
            "a", "a", "b", "b", "A", "c", "z", "0", "_", " ", "-", "é", "É", "\n", "\\n", "\\r", "\\t", "\\x41",
            "\\101", "\\.", "\\/", "\\e", "\\cA");
    private static final List<String> CLASSES = List.of(
            ".",
            ".",
            "\\d",
            "\\D",
            "\\s",
            "\\S",
            "\\w",
            "\\W",
            "\\h",
            "\\H",
            "\\v",
            "\\V",
            "\\N",
            "\\C",
            "\\R",
            "\\P{Z}",
            "\\p{L}",
            "\\P{Lu}",
            "\\p{^Nd}",
            "\\pL",
            "\\p{Latin}",
            "[ab]",
            "[^a]",
            "[a-c]",
            "[^\\n]",
            "[[:alpha:]]",
            "[[:^digit:]_]",
            "[\\w-]",
            "[]a]",
            "[^]a]",
            "[\\d-z]",
            "[\\Qa-\\E]",
            "[A-Z]",
            "[é]",
            "[\\x00-\\x20]",
            "[\\r\\n]");
    private static final List<String> PLACES = List.of("^", "$", "\\A", "\\z", "\\Z", "\\b", "\\B", "\\G", "\\K");
    private static final List<String> SWITCHES =
            List.of("(?i)", "(?m)", "(?s)", "(?x)", "(?-i)", "(?U)", "(?im-s)", "(?#c)", "\\Qa+\\E", "\\E", " ", "#");
    private static final List<String> QUANTIFIERS = List.of(
            "*", "+", "?", "*?", "+?", "??", "{2}", "{1,2}", "{0,1}", "{2,}", "{,2}", "{0}", "{1,3}?", "++", "*+", "?+",
            "{1,2}+", " *");
    private static final List<String> GROUPS = List.of(
            "(", "(", "(?:", "(?:", "(?i:", "(?m:", "(?s:", "(?x:", "(?<n>", "(?P<m>", "(?>", "(?|", "(?=", "(?!",
            "(?<=");
    private static final List<String> TEXTS = List.of(
            "a", "a", "a", "b", "b", "b", "A", "B", "c", "z", "0", "_", " ", "-", "\n", "\n", "\r\n", "\r", "é", "É",
            "\u0001", "\u00a0", "\u0085");

    private final Random random;

    RandomPatterns(Random random) {
        this.random = random;
    }

    String pattern() {
        return alternatives(3);
    }

    String text() {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(9); length > 0; length--) {
            text.append(oneOf(TEXTS));
        }
        return text.toString();
    }

    private String alternatives(int depth) {
        List<String> branches = new ArrayList<>();
        for (int count = 1 + random.nextInt(6) / 3; count > 0; count--) {
            branches.add(sequence(depth));
        }
        return String.join("|", branches);
    }

    private String sequence(int depth) {
        StringBuilder sequence = new StringBuilder();
        for (int count = random.nextInt(4); count > 0; count--) {
            sequence.append(part(depth));
            if (random.nextInt(3) == 0) {
                sequence.append(oneOf(QUANTIFIERS));
            }
        }
        return sequence.toString();
    }

    private String part(int depth) {
        return switch (random.nextInt(12)) {
            case 0, 1, 2, 3 -> oneOf(CHARACTERS);
            case 4, 5, 6 -> oneOf(CLASSES);
            case 7 -> oneOf(PLACES);
            case 8 -> random.nextInt(3) == 0 ? oneOf(SWITCHES) : oneOf(CHARACTERS);
            default -> depth == 0 ? oneOf(CHARACTERS) : oneOf(GROUPS) + alternatives(depth - 1) + ")";
        };
    }

    private String oneOf(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
