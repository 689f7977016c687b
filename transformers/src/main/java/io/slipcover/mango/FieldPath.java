package io.slipcover.mango;

import io.slipcover.budget.Budget;
import io.slipcover.budget.LimitException;
import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/**
 * A path to a field: the names of members and the indexes into arrays that lead to it. A written path has a dot between its parts and a
 * backslash before each dot within a part. CouchDB drops any other backslash, so nobody can ask for a name with a backslash.
 *
 * @param parts the parts of the path; none: the path leads to the value itself
 */
public record FieldPath(List<String> parts) {
    /** The way to the value itself. */
    public static final FieldPath ROOT = new FieldPath(List.of());

    /** The most parts of a path: no path leads deeper than a query may nest. */
    private static final int MOST_PARTS = QueryReader.MOST_LEVELS;

    private static final Field MISSING = new Field.Missing();
    private static final Field UNREACHABLE = new Field.Unreachable();

    public FieldPath {
        parts = List.copyOf(parts);
    }

    /**
     * Reads a path.
     *
     * @throws MangoException where a part is empty
     * @throws LimitException where the path has too many parts
     */
    public static FieldPath parse(String field) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int at = 0; at <= field.length(); at++) {
            if (at == field.length() || (field.charAt(at) == '.' && (at == 0 || field.charAt(at - 1) != '\\'))) {
                if (at == from) {
                    throw MangoException.badRequest("invalid_field_name", "a field's name has an empty part");
                }
                if (parts.size() == MOST_PARTS) {
                    throw new LimitException("query-depth", "a field's name has more than " + MOST_PARTS + " parts");
                }
                parts.add(field.substring(from, at).replace("\\", ""));
                from = at + 1;
            }
        }
        return new FieldPath(parts);
    }

    public static FieldPath of(String... parts) {
        return new FieldPath(List.of(parts));
    }

    public boolean isRoot() {
        return parts.isEmpty();
    }

    public FieldPath child(String part) {
        return then(of(part));
    }

    /** This path, and then the other one from where it ends. */
    public FieldPath then(FieldPath other) {
        List<String> all = new ArrayList<>(parts.size() + other.parts.size());
        all.addAll(parts);
        all.addAll(other.parts);
        return new FieldPath(all);
    }

    /** The first part. */
    public String first() {
        return parts.get(0);
    }

    /** The path from where the first part leads. */
    public FieldPath rest() {
        return new FieldPath(parts.subList(1, parts.size()));
    }

    /** Whether a selector can name this path: none of its parts has a backslash, and none but the last is empty. */
    public boolean isExpressible() {
        for (int index = 0; index < parts.size(); index++) {
            String part = parts.get(index);
            if (part.indexOf('\\') >= 0 || (part.isEmpty() && index < parts.size() - 1)) {
                return false;
            }
        }
        return true;
    }

    /** The finding at this path in the value. */
    public Field in(JsonValue value) {
        return in(value, Budget.UNLIMITED);
    }

    /** The finding at this path in the value. The budget pays for the way there. */
    Field in(JsonValue value, Budget budget) {
        JsonValue reached = value;
        for (String part : parts) {
            switch (reached.kind()) {
                case OBJECT -> {
                    JsonObject object = Json.object(reached, budget);
                    int index = object.indexOf(JsonName.of(part));
                    if (index < 0) {
                        return MISSING;
                    }
                    reached = object.value(index);
                }
                case ARRAY -> {
                    JsonArray array = Json.array(reached, budget);
                    int index = ArrayIndex.parse(part, array.size());
                    if (index < 0) {
                        return UNREACHABLE;
                    }
                    reached = array.get(index);
                }
                case STRING, NUMBER, BOOLEAN, NULL -> {
                    return UNREACHABLE;
                }
            }
        }
        return new Field.Present(reached);
    }

    /**
     * The path as a selector, {@code fields} or {@code sort} names it. A path that begins with {@code $} is escaped, so that nobody takes
     * it for an operator.
     */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (String part : parts) {
            text.append(text.isEmpty() ? "" : ".").append(part.isEmpty() ? "\\" : part.replace(".", "\\."));
        }
        return text.length() > 0 && text.charAt(0) == '$' ? "\\" + text : text.toString();
    }
}
