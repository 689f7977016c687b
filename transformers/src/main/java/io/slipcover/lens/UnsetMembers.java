package io.slipcover.lens;

import com.dashjoin.jsonata.Parser;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The members to which a transform of a JSONata expression, or its {@code $merge}, may give nothing: {@code |$|{"a": b}|} and
 * <code>$merge([$, {"a": b}])</code> leave {@code a} as it was where there is no {@code b}, and whoever writes this hardly means that.
 *
 * <p>A value counts as one that may be nothing where it is a path, a variable, a condition without an {@code else}, or computed from such a
 * value. It is none behind {@code $exists} of the same value, and none where an earlier transform of the expression takes the member away.
 *
 * <p>The library keeps the tree of an expression to itself, so this class looks at it by reflection.
 */
public final class UnsetMembers {
    private static final Set<String> ALWAYS_SOMETHING = Set.of("count", "exists");
    private static final Set<String> OFTEN_NOTHING =
            Set.of("lookup", "filter", "map", "sift", "single", "reduce", "match", "eval", "toMillis");
    private static final Set<String> NEVER_NOTHING_OPERATORS = Set.of("&", "=", "!=", "and", "or", "in");

    private final List<String> found = new ArrayList<>();
    private final Set<String> takenAway = new HashSet<>();
    private final Set<String> known = new HashSet<>();

    private UnsetMembers() {}

    /**
     * The names of these members, in the order in which they stand in the expression.
     *
     * @param expression an expression that can be parsed
     */
    public static List<String> of(String expression) {
        UnsetMembers members = new UnsetMembers();
        members.look(new Node(new Parser().parse(expression)));
        return members.found.stream().distinct().toList();
    }

    /** Looks for transforms. */
    private void look(Node node) {
        switch (node.type()) {
            case "transform" -> {
                node.children("pattern").forEach(this::look);
                Set<String> facts = new HashSet<>();
                node.children("pattern").forEach(pattern -> addFactsOfPattern(pattern, facts));
                knowing(facts, () -> node.children("update").forEach(this::lookAtUpdate));
                node.children("delete").forEach(this::rememberDeleted);
            }
            case "condition" -> {
                node.children("condition").forEach(this::look);
                guarded(node, () -> node.children("then").forEach(this::look));
                node.children("_else").forEach(this::look);
            }
            case "apply" -> {
                boolean merges = node.children("rhs").stream().anyMatch(Node::isMerge);
                node.children("lhs").forEach(merges ? this::lookAtMerged : this::look);
                node.children("rhs").forEach(this::look);
            }
            case "function" -> {
                if (node.functionName().equals("merge")) {
                    node.children("arguments").forEach(this::lookAtMerged);
                } else {
                    node.children().forEach(this::look);
                }
            }
            default -> node.children().forEach(this::look);
        }
    }

    /** Looks at what is merged into something that may have the members already. */
    private void lookAtMerged(Node argument) {
        boolean isList = argument.type().equals("unary") && "[".equals(String.valueOf(argument.value()));
        boolean mayHaveThem = false;
        for (Node merged : isList ? argument.children("expressions") : List.of(argument)) {
            if (mayHaveThem) {
                lookAtUpdate(merged);
            } else {
                look(merged);
                mayHaveThem = !isObject(merged);
            }
        }
    }

    private static boolean isObject(Node node) {
        return node.type().equals("unary") && "{".equals(String.valueOf(node.value()));
    }

    private void lookAtUpdate(Node update) {
        switch (update.type()) {
            case "condition" -> {
                guarded(update, () -> update.children("then").forEach(this::lookAtUpdate));
                update.children("_else").forEach(this::lookAtUpdate);
            }
            case "block" -> {
                List<Node> expressions = update.children("expressions");
                if (!expressions.isEmpty()) {
                    lookAtUpdate(expressions.get(expressions.size() - 1));
                }
            }
            case "unary" -> {
                for (Node[] member : update.pairs("lhsObject")) {
                    String name = String.valueOf(member[0].value());
                    if (member[0].type().equals("string") && !takenAway.contains(name) && mayBeNothing(member[1])) {
                        found.add(name);
                    }
                    look(member[1]);
                }
            }
            default -> look(update);
        }
    }

    private void rememberDeleted(Node deleted) {
        if (deleted.type().equals("string")) {
            takenAway.add(String.valueOf(deleted.value()));
        }
        deleted.children("expressions").forEach(this::rememberDeleted);
    }

    /** Does something while what the condition of a node has found to be something is known. */
    private void guarded(Node node, Runnable work) {
        Set<String> facts = new HashSet<>();
        node.children("condition").forEach(condition -> addFacts(condition, facts));
        knowing(facts, work);
    }

    private void knowing(Set<String> facts, Runnable work) {
        facts.removeAll(known);
        known.addAll(facts);
        work.run();
        known.removeAll(facts);
    }

    /** Adds the values that are something wherever a condition holds. */
    private static void addFacts(Node condition, Set<String> facts) {
        String exists = condition.argumentOf("exists");
        if (exists != null) {
            facts.add(exists);
        } else if (condition.type().equals("binary")) {
            if (Set.of("and", "=", "<", ">", "<=", ">=").contains(String.valueOf(condition.value()))) {
                condition.children("lhs").forEach(side -> addFacts(side, facts));
                condition.children("rhs").forEach(side -> addFacts(side, facts));
            }
        } else {
            facts.add(condition.text());
        }
    }

    /** Adds the values that are something in whatever a pattern with predicates finds. */
    private static void addFactsOfPattern(Node pattern, Set<String> facts) {
        if (pattern.type().equals("filter")) {
            pattern.children("expr").forEach(condition -> addFacts(condition, facts));
        } else {
            pattern.children().forEach(child -> addFactsOfPattern(child, facts));
        }
    }

    private boolean mayBeNothing(Node value) {
        if (known.contains(value.text())) {
            return false;
        }
        return switch (value.type()) {
            case "path", "name", "wildcard", "descendant", "parent", "partial" -> true;
            case "variable" -> !String.valueOf(value.value()).isEmpty();
            case "condition" -> {
                boolean[] nothing = {value.children("_else").isEmpty() || any(value.children("_else"))};
                guarded(value, () -> nothing[0] |= any(value.children("then")));
                yield nothing[0];
            }
            case "block" -> {
                List<Node> expressions = value.children("expressions");
                yield expressions.isEmpty() || mayBeNothing(expressions.get(expressions.size() - 1));
            }
            case "bind" -> any(value.children("rhs"));
            case "apply" -> any(value.children("lhs"));
            case "unary" -> "-".equals(value.value()) && any(value.children("expression"));
            case "binary" ->
                !NEVER_NOTHING_OPERATORS.contains(String.valueOf(value.value()))
                        && (any(value.children("lhs")) || any(value.children("rhs")));
            case "function" -> {
                String name = value.functionName();
                yield !ALWAYS_SOMETHING.contains(name)
                        && (OFTEN_NOTHING.contains(name) || any(value.children("arguments")));
            }
            default -> false;
        };
    }

    private boolean any(List<Node> values) {
        return values.stream().anyMatch(this::mayBeNothing);
    }

    /** A node of an expression's tree. */
    private record Node(Object symbol) {
        private static final List<Field> FIELDS = Arrays.stream(Parser.Symbol.class.getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()) && !field.isSynthetic())
                .filter(field -> !Set.of(
                                "ancestor",
                                "seekingParent",
                                "slot",
                                "nextFunction",
                                "environment",
                                "input",
                                "error",
                                "errors")
                        .contains(field.getName()))
                .peek(field -> field.setAccessible(true))
                .toList();

        String type() {
            return String.valueOf(get("type"));
        }

        @Nullable
        Object value() {
            return get("value");
        }

        String functionName() {
            return children("procedure").stream()
                    .map(procedure -> procedure.lastName())
                    .findFirst()
                    .orElse("");
        }

        private String lastName() {
            List<Node> steps = children("steps");
            return steps.isEmpty()
                    ? String.valueOf(value())
                    : steps.get(steps.size() - 1).lastName();
        }

        /** Whether this is {@code $merge}, or a call of it. */
        boolean isMerge() {
            return lastName().equals("merge") || functionName().equals("merge");
        }

        /** What a call of this function has for its argument, as a text; null where this is no such call. */
        @Nullable
        String argumentOf(String function) {
            List<Node> arguments = children("arguments");
            return type().equals("function") && functionName().equals(function) && arguments.size() == 1
                    ? arguments.get(0).text()
                    : null;
        }

        List<Node> children() {
            List<Node> children = new ArrayList<>();
            FIELDS.forEach(field -> collect(value(field), children));
            return children;
        }

        List<Node> children(String name) {
            List<Node> children = new ArrayList<>();
            collect(get(name), children);
            return children;
        }

        private static void collect(@Nullable Object value, List<Node> into) {
            if (value instanceof Parser.Symbol symbol) {
                into.add(new Node(symbol));
            } else if (value instanceof List<?> list) {
                list.forEach(element -> collect(element, into));
            } else if (value instanceof Object[] array) {
                Arrays.stream(array).forEach(element -> collect(element, into));
            }
        }

        List<Node[]> pairs(String name) {
            List<Node[]> pairs = new ArrayList<>();
            if (get(name) instanceof List<?> list) {
                for (Object pair : list) {
                    if (pair instanceof Object[] two && two.length == 2) {
                        pairs.add(new Node[] {new Node(two[0]), new Node(two[1])});
                    }
                }
            }
            return pairs;
        }

        /** The node as a text that is the same for expressions that say the same, wherever they stand. */
        String text() {
            StringBuilder text = new StringBuilder(type()).append('(').append(value());
            children().forEach(child -> text.append(' ').append(child.text()));
            return text.append(')').toString();
        }

        private @Nullable Object get(String name) {
            return FIELDS.stream()
                    .filter(field -> field.getName().equals(name))
                    .findFirst()
                    .map(this::value)
                    .orElse(null);
        }

        private @Nullable Object value(Field field) {
            try {
                return field.get(Objects.requireNonNull(symbol));
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
