package io.slipcover.fuzzing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A selector in the plainest words of CouchDB's manual, which is evaluated over a tree. What a document lacks fulfils nothing but
 * {@code {"$exists": false}}, also under a negation.
 */
sealed interface Question {
    JsonMapper JSON = new JsonMapper();
    List<String> FIELDS = List.of("a", "b", "c", "a.b", "b.a");
    List<String> VALUES = List.of(
            "null",
            "true",
            "false",
            "0",
            "1",
            "-1",
            "2",
            "\"\"",
            "\"a\"",
            "\"ab\"",
            "\"b\"",
            "[]",
            "[1]",
            "[1,\"a\"]",
            "{}",
            "{\"a\":1}",
            "{\"b\":\"a\"}");
    List<String> COMPARISONS = List.of("$lt", "$lte", "$eq", "$ne", "$gte", "$gt");
    List<String> TYPES = List.of("null", "boolean", "number", "string", "array", "object");

    String json();

    /** Whether the document fulfils this, or where it is negated, the opposite. */
    boolean holds(JsonNode document, boolean negated);

    default boolean isAnsweredBy(String document) {
        return holds(tree(document), false);
    }

    static Question from(Input input, int depth) {
        int choice = input.choice(depth == 0 ? 8 : 14);
        if (choice < 8) {
            return new At(FIELDS.get(input.choice(FIELDS.size())), Condition.from(input, depth));
        }
        if (choice < 10) {
            return new Not(from(input, depth - 1));
        }
        List<Question> questions = new ArrayList<>();
        for (int count = 1 + input.choice(3); count > 0; count--) {
            questions.add(from(input, depth - 1));
        }
        return switch (choice) {
            case 10, 11 -> new Several("$and", questions);
            case 12 -> new Several("$or", questions);
            default -> new Several("$nor", questions);
        };
    }

    static String document(Input input) {
        List<String> members = new ArrayList<>();
        for (String name : List.of("a", "b", "c")) {
            if (input.choice(4) > 0) {
                members.add("\"" + name + "\":" + value(input));
            }
        }
        return "{" + String.join(",", members) + "}";
    }

    private static String value(Input input) {
        return VALUES.get(input.choice(VALUES.size()));
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException failure) {
            throw new IllegalArgumentException(json, failure);
        }
    }

    /** Questions of which all hold, or one, or none. */
    record Several(String operator, List<Question> questions) implements Question {
        @Override
        public String json() {
            return "{\"" + operator + "\":["
                    + String.join(",", questions.stream().map(Question::json).toList()) + "]}";
        }

        @Override
        public boolean holds(JsonNode document, boolean negated) {
            return switch (operator) {
                case "$and" -> negated ? any(document, true) : all(document, false);
                case "$or" -> negated ? all(document, true) : any(document, false);
                default -> negated ? any(document, false) : all(document, true);
            };
        }

        private boolean all(JsonNode document, boolean negated) {
            return questions.stream().allMatch(each -> each.holds(document, negated));
        }

        private boolean any(JsonNode document, boolean negated) {
            return questions.stream().anyMatch(each -> each.holds(document, negated));
        }
    }

    record Not(Question question) implements Question {
        @Override
        public String json() {
            return "{\"$not\":" + question.json() + "}";
        }

        @Override
        public boolean holds(JsonNode document, boolean negated) {
            return question.holds(document, !negated);
        }
    }

    record At(String field, Condition condition) implements Question {
        @Override
        public String json() {
            return "{\"" + field + "\":" + condition.json() + "}";
        }

        @Override
        public boolean holds(JsonNode document, boolean negated) {
            if (condition.operator().equals("$not")) {
                return new At(field, Condition.inner(tree(condition.operand()))).holds(document, !negated);
            }
            JsonNode value = document;
            for (String name : field.split("\\.", -1)) {
                if (!value.isObject() && !value.isMissingNode()) {
                    return false; // Below a value that has no members nothing holds, and no opposite either.
                }
                value = value.path(name);
            }
            if (value.isMissingNode()) {
                return condition.operator().equals("$exists")
                        && condition.operand().equals("false") != negated;
            }
            return condition.holds(value) != negated;
        }
    }

    /** What is asked about a value. */
    record Condition(String operator, String operand) {
        static Condition from(Input input, int depth) {
            return switch (input.choice(depth == 0 ? 8 : 11)) {
                case 0, 1, 2 -> new Condition(COMPARISONS.get(input.choice(COMPARISONS.size())), value(input));
                case 3 -> new Condition("$exists", input.choice(2) == 0 ? "true" : "false");
                case 4 -> new Condition("$type", "\"" + TYPES.get(input.choice(TYPES.size())) + "\"");
                case 5 ->
                    new Condition(input.choice(2) == 0 ? "$in" : "$nin", "[" + value(input) + "," + value(input) + "]");
                case 6 -> new Condition("$size", String.valueOf(input.choice(3)));
                case 7 -> new Condition("$beginsWith", "\"" + "ab".substring(0, input.choice(3)) + "\"");
                case 8 -> new Condition("$not", from(input, depth - 1).json());
                case 9 -> new Condition("$elemMatch", from(input, 0).json());
                default -> new Condition("$allMatch", from(input, 0).json());
            };
        }

        String json() {
            return "{\"" + operator + "\":" + operand + "}";
        }

        boolean holds(JsonNode value) {
            JsonNode other = tree(operand);
            return switch (operator) {
                case "$lt" -> compare(value, other) < 0;
                case "$lte" -> compare(value, other) <= 0;
                case "$eq" -> compare(value, other) == 0;
                case "$ne" -> compare(value, other) != 0;
                case "$gte" -> compare(value, other) >= 0;
                case "$gt" -> compare(value, other) > 0;
                case "$exists" -> other.booleanValue();
                case "$type" -> value.getNodeType().name().equalsIgnoreCase(other.textValue());
                case "$in" -> isIn(value, other);
                case "$nin" -> !isIn(value, other);
                case "$size" -> value.isArray() && value.size() == other.intValue();
                case "$beginsWith" -> value.isTextual() && value.textValue().startsWith(other.textValue());
                case "$not" -> !inner(other).holds(value);
                case "$elemMatch" -> value.isArray() && stream(value).anyMatch(inner(other)::holds);
                default -> value.isArray() && !value.isEmpty() && stream(value).allMatch(inner(other)::holds);
            };
        }

        private static Stream<JsonNode> stream(JsonNode array) {
            return StreamSupport.stream(array.spliterator(), false);
        }

        private static Condition inner(JsonNode written) {
            return new Condition(
                    written.fieldNames().next(), written.elements().next().toString());
        }

        /** An array is in a list if the list has one of its elements. */
        private static boolean isIn(JsonNode value, JsonNode list) {
            return stream(list)
                    .anyMatch(each -> value.isArray()
                            ? stream(value).anyMatch(element -> compare(element, each) == 0)
                            : compare(value, each) == 0);
        }

        private static int rank(JsonNode value) {
            return switch (value.getNodeType()) {
                case NULL -> 0;
                case BOOLEAN -> value.booleanValue() ? 2 : 1;
                case NUMBER -> 3;
                case STRING -> 4;
                case ARRAY -> 5;
                default -> 6;
            };
        }

        /** Strings have few plain letters, which all orders have in one order. */
        private static int compare(JsonNode left, JsonNode right) {
            if (rank(left) != rank(right)) {
                return rank(left) - rank(right);
            }
            return switch (rank(left)) {
                case 3 -> left.decimalValue().compareTo(right.decimalValue());
                case 4 -> left.textValue().compareTo(right.textValue());
                case 5, 6 -> compareAll(left, right);
                default -> 0;
            };
        }

        private static int compareAll(JsonNode left, JsonNode right) {
            Iterator<String> leftNames = left.fieldNames();
            Iterator<String> rightNames = right.fieldNames();
            Iterator<JsonNode> leftValues = left.elements();
            Iterator<JsonNode> rightValues = right.elements();
            while (leftValues.hasNext() && rightValues.hasNext()) {
                int order = left.isObject() ? leftNames.next().compareTo(rightNames.next()) : 0;
                order = order == 0 ? compare(leftValues.next(), rightValues.next()) : order;
                if (order != 0) {
                    return order;
                }
            }
            return Boolean.compare(leftValues.hasNext(), rightValues.hasNext());
        }
    }
}
