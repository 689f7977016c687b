package io.slipcover.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Bodies as nobody writes them: white space, escapes in names and the order of members are left to chance, and members that look like
 * documents stand where none are. No member of an envelope stands twice, since trees do not show that.
 */
final class RandomBodies {
    private final Random random;

    RandomBodies(long seed) {
        random = new Random(seed);
    }

    byte[] answer(AnswerKind kind) {
        String body = switch (kind) {
            case DOCUMENT -> document();
            case ROWS -> rows();
            case CHANGES -> top(member("results", () -> array(() -> entry("doc"))));
            case SEARCH -> random.nextBoolean() ? hits() : top(member("groups", () -> array(this::hits)));
            case BULK_GET -> top(member("results", () -> array(this::result)));
            case OPEN_REVS -> array(() -> entry("ok"));
        };
        return (space() + body + space()).getBytes(UTF_8);
    }

    byte[] continuousChanges() {
        StringBuilder lines = new StringBuilder();
        for (int count = random.nextInt(6); count > 0; count--) {
            lines.append(change()).append(oneOf("\n", "\r\n", "\n\n\n"));
        }
        return lines.toString().getBytes(UTF_8);
    }

    byte[] bulkDocsRequest() {
        List<String> members = others();
        if (random.nextInt(10) > 0) {
            members.add(member("docs", () -> array(this::documentOrNot)));
        }
        if (random.nextBoolean()) {
            members.add(member("new_edits", () -> oneOf("true", "false", "null")));
        }
        return (space() + object(members) + space()).getBytes(UTF_8);
    }

    byte[] bulkDocsAnswer() {
        return (space() + array(this::documentOrNot) + space()).getBytes(UTF_8);
    }

    private String rows() {
        return random.nextBoolean() ? rowsOfOne() : top(member("results", () -> array(this::rowsOfOne)));
    }

    private String rowsOfOne() {
        return top(member("rows", () -> array(() -> entry("doc"))));
    }

    private String hits() {
        return top(member(oneOf("rows", "hits"), () -> array(() -> entry("doc"))));
    }

    private String result() {
        return top(member("docs", () -> array(() -> entry("ok"))));
    }

    /** An object with this member, or without it, or something else. */
    private String top(String member) {
        List<String> members = others();
        switch (random.nextInt(12)) {
            case 0 -> {
                return value(2);
            }
            case 1 -> members.add(member("error", () -> string()));
            default -> members.add(member);
        }
        return object(members);
    }

    private String entry(String name) {
        if (random.nextInt(12) == 0) {
            return value(2);
        }
        List<String> members = others();
        if (random.nextInt(6) > 0) {
            members.add(member(name, this::documentOrNot));
        }
        return object(members);
    }

    /** An entry that is an object: Jackson takes an array at the beginning of a sequence for the sequence. */
    private String change() {
        String entry = entry("doc");
        return entry.startsWith("{") ? entry : object(List.of());
    }

    private String documentOrNot() {
        return random.nextInt(6) == 0 ? scalarOrArray() : document();
    }

    private String document() {
        List<String> members = others();
        members.add(member("_id", () -> string()));
        if (random.nextInt(4) > 0) {
            members.add(member("_rev", () -> string()));
        }
        if (random.nextInt(4) == 0) {
            members.add(member("doc", () -> value(3)));
            members.add(member("rows", () -> value(3)));
        }
        return object(members);
    }

    /** Members that no envelope looks for, though what stands in them may look like it. */
    private List<String> others() {
        List<String> names =
                new ArrayList<>(List.of("id", "key", "value", "seq", "dox", "", "a.b", "Doc", "total_rows_and_more"));
        Collections.shuffle(names, random);
        List<String> members = new ArrayList<>();
        for (String name : names.subList(0, random.nextInt(4))) {
            members.add(member(name, () -> value(3)));
        }
        return members;
    }

    private String value(int depth) {
        return switch (depth == 0 ? 5 : random.nextInt(8)) {
            case 0 -> array(() -> value(depth - 1));
            case 1 -> object(List.of(member("doc", () -> value(depth - 1)), member("ok", () -> value(depth - 1))));
            case 2 -> object(List.of(member("rows", () -> value(depth - 1)), member("docs", () -> value(depth - 1))));
            default -> scalar();
        };
    }

    private String scalarOrArray() {
        return random.nextBoolean() ? scalar() : array(this::scalar);
    }

    private String scalar() {
        return oneOf(
                "null", "true", "false", "0", "-1.50", "1E+2", "123456789012345678901234567890", "{}", "[]", string());
    }

    private String string() {
        return '"'
                + oneOf("", "a", "b]", "c}", "d,", "e\\\"", "f\\\\", "\\u00e9", "é😀", "long, long, long text")
                + random.nextInt(50)
                + '"';
    }

    private String member(String name, Supplier<String> value) {
        StringBuilder spelt = new StringBuilder("\"");
        boolean escapes = random.nextInt(5) == 0;
        for (int at = 0; at < name.length(); at++) {
            char letter = name.charAt(at);
            if (escapes && random.nextBoolean()) {
                spelt.append(String.format(random.nextBoolean() ? "\\u%04x" : "\\u%04X", (int) letter));
            } else {
                spelt.append(letter);
            }
        }
        return space() + spelt + '"' + space() + ':' + space() + value.get() + space();
    }

    private String object(List<String> members) {
        List<String> shuffled = new ArrayList<>(members);
        Collections.shuffle(shuffled, random);
        return '{' + space() + String.join(",", shuffled) + '}';
    }

    private String array(Supplier<String> element) {
        List<String> elements = new ArrayList<>();
        for (int count = random.nextInt(5); count > 0; count--) {
            elements.add(space() + element.get() + space());
        }
        return '[' + space() + String.join(",", elements) + ']';
    }

    private String space() {
        return oneOf("", "", "", " ", "\n", "\t \r\n");
    }

    private String oneOf(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
