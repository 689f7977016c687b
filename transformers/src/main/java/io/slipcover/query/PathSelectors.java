package io.slipcover.query;

import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import io.slipcover.mango.Collation;
import io.slipcover.mango.Comparison;
import io.slipcover.mango.Condition;
import io.slipcover.mango.FieldPath;
import io.slipcover.mango.Selector;
import java.util.Locale;

/** Selectors that ask about one path, as approximations. About a path that no selector can name, they ask nothing. */
final class PathSelectors {
    private static final FieldPath ID = FieldPath.of("_id");
    private static final String CONSTANT = "v";

    private PathSelectors() {}

    static Approximation at(FieldPath path, Condition condition) {
        return path.isExpressible()
                ? Approximation.exactly(new Selector.At(path, condition))
                : Approximation.anything();
    }

    static Approximation compare(FieldPath path, Comparison comparison, JsonValue operand) {
        return at(path, new Condition.Compare(comparison, operand));
    }

    static Approximation isNull(FieldPath path) {
        return compare(path, Comparison.EQ, JsonSlice.NULL);
    }

    static Approximation isThere(FieldPath path) {
        return at(path, new Condition.Exists(true));
    }

    static Approximation isMissing(FieldPath path) {
        return at(path, new Condition.Exists(false));
    }

    static Approximation isA(FieldPath path, JsonKind kind) {
        return at(path, new Condition.OfType(type(kind)));
    }

    static Approximation isNoObject(FieldPath path) {
        return at(path, new Condition.Not(new Condition.OfType(type(JsonKind.OBJECT))));
    }

    /** The question about one path, asked about another path at which the value stands. */
    static Approximation moved(FieldPath from, FieldPath to, Condition condition) {
        // CouchDB compares at the path _id alone by another order than elsewhere.
        if (from.equals(ID) != to.equals(ID) && !(condition instanceof Condition.Exists)) {
            return isThere(to).widened();
        }
        return at(to, condition);
    }

    /** The question about a path at which nothing ever stands. */
    static Approximation ofNothing(Condition condition) {
        return isForMissing(condition) ? Approximation.EVERYTHING : Approximation.NOTHING;
    }

    /** Whether the condition holds where a member is missing. */
    static boolean isForMissing(Condition condition) {
        return condition.equals(new Condition.Exists(false));
    }

    /** Whether the condition holds for what the path leads to in a constant. */
    static boolean holdsIn(JsonValue constant, FieldPath path, Condition condition) {
        JsonObject holder = JsonObject.empty();
        holder.add(JsonName.of(CONSTANT), constant);
        return new Selector.At(FieldPath.of(CONSTANT).then(path), condition).matches(holder);
    }

    static boolean holdsForNull(Condition condition) {
        return condition.holds(JsonSlice.NULL, Collation.ROOT);
    }

    /** Whether the condition may hold for some value of this kind. */
    static boolean mayHoldFor(JsonKind kind, Condition condition) {
        if (condition instanceof Condition.Compare compare) {
            return compare.operand().kind() == kind || condition.holds(example(kind), Collation.ROOT);
        }
        if (condition instanceof Condition.In in) {
            return !in.operands().isEmpty()
                    && (kind == JsonKind.ARRAY || in.operands().stream().anyMatch(operand -> operand.kind() == kind));
        }
        if (condition instanceof Condition.Not not) {
            return !(not.condition() instanceof Condition.OfType type)
                    || !type.type().equals(type(kind));
        }
        if (condition instanceof Condition.Exists || condition instanceof Condition.OfType) {
            return condition.holds(example(kind), Collation.ROOT);
        }
        if (condition instanceof Condition.Modulo) {
            return kind == JsonKind.NUMBER;
        }
        if (condition instanceof Condition.Regex || condition instanceof Condition.BeginsWith) {
            return kind == JsonKind.STRING;
        }
        if (condition instanceof Condition.KeyMapMatch) {
            return kind == JsonKind.OBJECT;
        }
        return condition instanceof Condition.NotIn || kind == JsonKind.ARRAY;
    }

    /** Whether all values of one kind are alike to the condition, and a member with a value is like any other. */
    static boolean isAboutKind(Condition condition) {
        return condition instanceof Condition.Exists
                || condition instanceof Condition.OfType
                || (condition instanceof Condition.Not not && not.condition() instanceof Condition.OfType);
    }

    private static JsonValue example(JsonKind kind) {
        return switch (kind) {
            case NULL -> JsonSlice.NULL;
            case BOOLEAN -> JsonSlice.TRUE;
            case NUMBER -> JsonSlice.number(0);
            case STRING -> JsonSlice.EMPTY_STRING;
            case ARRAY -> JsonSlice.EMPTY_ARRAY;
            case OBJECT -> JsonSlice.EMPTY_OBJECT;
        };
    }

    private static String type(JsonKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
