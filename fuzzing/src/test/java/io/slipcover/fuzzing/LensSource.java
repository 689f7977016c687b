package io.slipcover.fuzzing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Lenses and documents that an input chooses: JSON, which is YAML too. Most of the lenses are valid, and most of the documents suit them. */
final class LensSource {
    private static final List<String> NAMES = List.of("a", "b", "c", "d", "e", "\u00E9", "a.b", "_c", "type");
    private static final int USUAL_NAMES = 5;
    private static final List<String> SCALARS = List.of(
            "true",
            "false",
            "null",
            "1",
            "1.0",
            "-0",
            "2.50",
            "1e2",
            "9007199254740993",
            "\"\"",
            "\"x\"",
            "\"x y\"",
            "\"x y z\"",
            "\"7\"",
            "\"1.50\"",
            "\"2026-01-02T03:04:05.678Z\"",
            "\"2026-01-02T03:04:05Z\"",
            "1767322800000",
            "\"\u00E9\"",
            "1e400");
    private static final List<String> FACTORS = List.of("100", "0.01", "2.5", "-4", "0", "1e9", "3");
    private static final List<String> CODECS =
            List.of("number-string", "string-number", "iso8601-millis", "millis-iso8601");

    private final Input input;

    LensSource(Input input) {
        this.input = input;
    }

    /** A lens file. */
    String file(int from) {
        return "{\"type\":\"note\",\"from\":%d,\"to\":%d,\"lens\":%s}".formatted(from, from + 1, operations(2));
    }

    private String operations(int depth) {
        return list(1 + input.choice(3), () -> operation(depth));
    }

    private String operation(int depth) {
        String name = name();
        return switch (input.choice(depth > 0 ? 17 : 13)) {
            case 0 -> object("rename", "source", name, "destination", name());
            case 1 -> object("add", "name", name, "default", value(1));
            case 2 -> object("fill", "name", name, "default", value(1));
            case 3 -> object("copy", "source", name, "destination", name());
            case 4 -> object("merge", "names", list(2, this::name), "into", name());
            case 5 -> object("remove", "name", name, "default", value(1));
            case 6 -> object("wrap", "name", name);
            case 7 -> object("head", "name", name);
            case 8 -> object("hoist", "host", name, "name", name());
            case 9 -> object("plunge", "host", name, "name", name());
            case 10 -> object("split", "name", name, "into", list(2, this::name), "separator", "\" \"");
            case 11 -> object("join", "names", list(2, this::name), "into", name, "separator", "\" \"");
            case 12 -> convert(name);
            case 13 -> object("in", "name", name, "lens", operations(depth - 1));
            case 14 -> object("in", "name", name, "lens", "[{\"map\":{\"lens\":" + operations(depth - 1) + "}}]");
            case 15 ->
                object(
                        "in",
                        "name",
                        name,
                        "lens",
                        "[{\"map\":{\"key\":%s,\"lens\":%s}}]".formatted(name(), operations(depth - 1)));
            default -> object("when", "equals", "{" + name + ":" + value(0) + "}", "lens", operations(depth - 1));
        };
    }

    private String convert(String name) {
        return switch (input.choice(4)) {
            case 0 -> object("convert", "name", name, "multiply", of(FACTORS));
            case 1 -> object("convert", "name", name, "codec", "\"" + of(CODECS) + "\"");
            case 2 -> object("convert", "name", name, "pairs", list(2, this::pair), "partial", "true");
            default -> object("convert", "name", name, "pairs", list(2, this::pair), "otherwise", pair());
        };
    }

    private String pair() {
        return list(2, () -> value(0));
    }

    /** A document of a version, with members of any kind. */
    String document(int version) {
        List<String> members = new ArrayList<>(List.of("\"_id\":\"x\"", "\"_rev\":\"1-a\"", "\"type\":\"note\""));
        if (version > 1) {
            members.add("\"v\":" + version);
        }
        for (String name : NAMES.subList(0, USUAL_NAMES)) {
            if (input.choice(3) > 0) {
                members.add("\"" + name + "\":" + value(2));
            }
        }
        return "{" + String.join(",", members) + "}";
    }

    private String value(int depth) {
        int choice = input.choice(depth > 0 ? 8 : 5);
        if (choice == 5) {
            return list(input.choice(4), () -> value(depth - 1));
        }
        if (choice == 6 || choice == 7) {
            List<String> members = new ArrayList<>();
            for (String name : NAMES.subList(0, USUAL_NAMES)) {
                if (input.choice(2) > 0) {
                    members.add("\"" + name + "\":" + value(depth - 1));
                }
            }
            return "{" + String.join(",", members) + "}";
        }
        return of(SCALARS);
    }

    private String name() {
        return "\"" + NAMES.get(input.choice(input.choice(16) == 15 ? NAMES.size() : USUAL_NAMES)) + "\"";
    }

    private String of(List<String> choices) {
        return choices.get(input.choice(choices.size()));
    }

    private static String list(int size, Supplier<String> element) {
        List<String> elements = new ArrayList<>();
        for (int index = 0; index < size; index++) {
            elements.add(element.get());
        }
        return elements.stream().collect(Collectors.joining(",", "[", "]"));
    }

    private static String object(String operation, String... fields) {
        List<String> members = new ArrayList<>();
        for (int index = 0; index < fields.length; index += 2) {
            members.add("\"" + fields[index] + "\":" + fields[index + 1]);
        }
        return "{\"" + operation + "\":{" + String.join(",", members) + "}}";
    }
}
