package io.slipcover.mango;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Documents, and what may be asked about them in the hope that the answer is some of them. */
final class RandomQuestions {
    private static final List<String> FIELDS = List.of("a", "b", "c", "d", "e", "\u00e9");

    private static final List<String> PATHS = List.of(
            "a",
            "b",
            "c",
            "d",
            "e",
            "\u00e9",
            "_id",
            "_rev",
            "a.b",
            "a.a",
            "b.c",
            "a.0",
            "b.1",
            "c.-0",
            "c.+1",
            "a.0.a",
            "a.b.c",
            "missing",
            "a\\\\.b",
            "a.a\\\\.b",
            "a\\\\b",
            "a.\\\\",
            "",
            "a.");

    private static final List<String> PATTERNS = List.of(
            "a",
            "^a",
            "b$",
            "^ab?$",
            "(?i)^AB",
            "^.$",
            "^..$",
            "^...$",
            "\u00e9",
            "[\u00e9]",
            "^[^a]",
            "\\\\d",
            "\\\\w+",
            "\\\\bb",
            "^\\\\s",
            "a|b",
            "(a)(b)?",
            "^(?:a|b)*$",
            "^[ab]?+c",
            "^$",
            ".*b",
            "(?s)a.b",
            "(?m)^b",
            "\\\\x{c3}",
            "\\\\R",
            "[[:upper:]]",
            "a{1,2}",
            "^(a|ab)(c|bcd)?$",
            "a++b",
            "\u65e5",
            "[a-c]\\\\z",
            "(?>aa|b)$",
            "\\\\p{Lu}",
            "a\\u0000b",
            "(?x) a b",
            "");

    private static final List<String> COMPARISONS = List.of("$lt", "$lte", "$eq", "$ne", "$gte", "$gt");

    private final RandomValues values;
    private final List<String> seen = new ArrayList<>();

    RandomQuestions(Random random) {
        values = new RandomValues(random);
    }

    /** The members of a document without its id, as one text. */
    String members() {
        StringBuilder members = new StringBuilder();
        for (String field : FIELDS) {
            if (!values.oneIn(4)) {
                String value = values.value(3);
                seen.add(value);
                members.append(',')
                        .append(RandomValues.quote(field))
                        .append(':')
                        .append(value);
            }
        }
        return members.toString();
    }

    String id() {
        String text = values.text().replace("\u0000", "");
        return text.startsWith("_") ? "x" + text : text;
    }

    String selector(int depth) {
        List<String> members = new ArrayList<>();
        int size = values.oneIn(4) ? values.below(3) : 1;
        for (int index = 0; index < size; index++) {
            members.add(depth > 0 && values.oneIn(3) ? junction(depth) : "\"" + path() + "\":" + condition(depth));
        }
        return "{" + String.join(",", members) + "}";
    }

    private String path() {
        return values.oneIn(2) ? values.oneOf(FIELDS) : values.oneOf(PATHS);
    }

    private String junction(int depth) {
        return switch (values.below(4)) {
            case 0 -> "\"$and\":" + selectors(depth);
            case 1 -> "\"$or\":" + selectors(depth);
            case 2 -> "\"$nor\":" + selectors(depth);
            default -> "\"$not\":" + selector(depth - 1);
        };
    }

    private String selectors(int depth) {
        List<String> selectors = new ArrayList<>();
        for (int size = values.below(4); size > 0; size--) {
            selectors.add(selector(depth - 1));
        }
        return "[" + String.join(",", selectors) + "]";
    }

    /** What is asked of a field: a value, operators, or selectors for what is in it. */
    private String condition(int depth) {
        if (values.oneIn(8)) {
            return operand();
        }
        if (depth > 0 && values.oneIn(8)) {
            return selector(depth - 1);
        }
        List<String> operators = new ArrayList<>();
        for (int size = values.oneIn(5) ? 2 : 1; size > 0; size--) {
            operators.add(operator(depth));
        }
        return "{" + String.join(",", operators) + "}";
    }

    private String operator(int depth) {
        int kinds = depth > 0 ? 18 : 13;
        return switch (values.below(kinds)) {
            case 0, 1, 2, 3 -> "\"" + values.oneOf(COMPARISONS) + "\":" + operand();
            case 4 -> "\"$in\":" + operands();
            case 5 -> "\"$nin\":" + operands();
            case 6 -> "\"$all\":" + operands();
            case 7 -> "\"$exists\":" + !values.oneIn(2);
            case 8 ->
                "\"$type\":\"" + values.oneOf(List.of("null", "boolean", "number", "string", "array", "object", "x"))
                        + "\"";
            case 9 -> "\"$mod\":[" + values.integer() + "," + values.integer() + "]";
            case 10 -> "\"$regex\":\"" + values.oneOf(PATTERNS) + "\"";
            case 11 -> "\"$beginsWith\":" + values.string();
            case 12 -> "\"$size\":" + values.below(4);
            case 13, 14 -> "\"$elemMatch\":" + ofParts(depth);
            case 15 -> "\"$allMatch\":" + ofParts(depth);
            case 16 -> "\"$keyMapMatch\":" + ofParts(depth);
            default -> "\"$not\":{" + operator(depth - 1) + "}";
        };
    }

    private String ofParts(int depth) {
        return values.oneIn(3) ? selector(depth - 1) : "{" + operator(depth - 1) + "}";
    }

    /** Often a value that a document has, or a part of one. */
    private String operand() {
        return values.oneIn(3) ? values.value(2) : values.oneOf(seen);
    }

    private String operands() {
        List<String> operands = new ArrayList<>();
        for (int size = values.below(4); size > 0; size--) {
            operands.add(operand());
        }
        return "[" + String.join(",", operands) + "]";
    }

    String fields() {
        List<String> fields = new ArrayList<>();
        for (int size = 1 + values.below(4); size > 0; size--) {
            fields.add("\"" + path() + "\"");
        }
        return "[" + String.join(",", fields) + "]";
    }

    /** A body with a mistake, more likely than not. */
    String mistakenBody() {
        String argument = values.oneIn(4) ? "{}" : values.value(1);
        return switch (values.below(4)) {
            case 0 -> "{\"selector\":" + argument + "}";
            case 1 -> "{\"selector\":{\"" + values.oneOf(OPERATORS) + "\":" + argument + "}}";
            case 2 -> "{\"selector\":{\"a\":{\"" + values.oneOf(OPERATORS) + "\":" + argument + "}}}";
            default -> "{\"selector\":{\"a\":1},\"" + values.oneOf(OPTIONS) + "\":" + argument + "}";
        };
    }

    private static final List<String> OPERATORS = List.of(
            "$and",
            "$or",
            "$not",
            "$nor",
            "$in",
            "$nin",
            "$all",
            "$exists",
            "$type",
            "$mod",
            "$regex",
            "$beginsWith",
            "$size",
            "$elemMatch",
            "$allMatch",
            "$keyMapMatch",
            "$text",
            "$default",
            "$where",
            "$near",
            "$foo",
            "$",
            "$Eq",
            "");

    private static final List<String> OPTIONS = List.of(
            "limit",
            "skip",
            "r",
            "conflicts",
            "update",
            "stable",
            "stale",
            "execution_stats",
            "allow_fallback",
            "fields",
            "sort",
            "partition",
            "unknown",
            "Limit");
}
