package io.slipcover.mango;

import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question about the value at one path. Where nothing stands at the path, no condition holds, not even a {@link Not}. The exception is
 * {@code {"$exists": false}} for a {@linkplain Field.Missing missing} value; {@link Selector.At} sees to that.
 */
public sealed interface Condition {
    /** How many values of a list count as one. */
    int OPERANDS_OF_A_VALUE = 8;

    /** Whether the condition holds for a value that is there. */
    boolean holds(JsonValue value, ValueOrder order);

    /** The operator and its argument, as an object with one member. */
    JsonObject toJson();

    /** About how many short values the condition has. */
    default long weight() {
        return 1;
    }

    /** The condition that holds where this one does not, for a value that is there. */
    default Condition negated() {
        return new Not(this);
    }

    /** {@code $lt}, {@code $lte}, {@code $eq}, {@code $ne}, {@code $gte}, {@code $gt}: across types, and by collation for strings. */
    record Compare(Comparison comparison, JsonValue operand) implements Condition {
        @Override
        public boolean holds(JsonValue value, ValueOrder order) {
            return comparison.holds(order.compare(value, operand));
        }

        @Override
        public Condition negated() {
            return new Compare(comparison.negated(), operand);
        }

        @Override
        public long weight() {
            return Json.weight(operand);
        }

        @Override
        public JsonObject toJson() {
            return Json.member(comparison.operator(), operand);
        }
    }

    /** {@code $in}: the value is equal to one of these values, or it is an array and an element of it is. */
    final class In implements Condition {
        private final Operands operands;

        public In(List<JsonValue> operands) {
            this(new Operands(operands));
        }

        private In(Operands operands) {
            this.operands = operands;
        }

        public List<JsonValue> operands() {
            return operands.written();
        }

        @Override
        public boolean holds(JsonValue value, ValueOrder order) {
            if (value.kind() != JsonKind.ARRAY) {
                return operands.contain(value, order);
            }
            return Elements.of(Json.array(value, order.budget())).anyMatch(element -> operands.contain(element, order));
        }

        @Override
        public Condition negated() {
            return new NotIn(this);
        }

        @Override
        public long weight() {
            return Condition.weight(operands());
        }

        @Override
        public JsonObject toJson() {
            return Json.member("$in", Json.array(operands()));
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof In that && operands().equals(that.operands());
        }

        @Override
        public int hashCode() {
            return operands().hashCode();
        }

        @Override
        public String toString() {
            return toJson().toString();
        }
    }

    /** {@code $nin}: {@link In} does not hold. */
    record NotIn(In in) implements Condition {
        public NotIn(List<JsonValue> operands) {
            this(new In(operands));
        }

        public List<JsonValue> operands() {
            return in.operands();
        }

        @Override
        public boolean holds(JsonValue value, ValueOrder order) {
            return !in.holds(value, order);
        }

        @Override
        public Condition negated() {
            return in;
        }

        @Override
        public long weight() {
            return in.weight();
        }

        @Override
        public JsonObject toJson() {
            return Json.member("$nin", Json.array(operands()));
        }
    }

    /** {@code $exists}. */
    record Exists(boolean expected) implements Condition {
        @Override
        public boolean holds(JsonValue value, ValueOrder order) {
            return expected;
        }

        @Override
        public Condition negated() {
            return new Exists(!expected);
        }

        @Override
        public JsonObject toJson() {
            return Json.member("$exists", JsonSlice.bool(expected));
        }
    }

    /** {@code $type}. A query may ask for any string, but only null, boolean, number, string, array and object are types of values. */
    record OfType(String type) implements Condition {
        @Override
        public boolean holds(JsonValue value, ValueOrder order) {
            return type.equals(
                    switch (value.kind()) {
                        case NULL -> "null";
                        case BOOLEAN -> "boolean";
                        case NUMBER -> "number";
                        case STRING -> "string";
                        case ARRAY -> "array";
                        case OBJECT -> "object";
                    });
        }

        @Override
        public JsonObject toJson() {
            return Json.member("$type", JsonSlice.string(type));
        }
    }

    /**
     * {@code $mod}. It holds for integers alone, that is for numbers spelt without point and exponent. The remainder has the value's sign.
     */
    record Modulo(BigInteger divisor, BigInteger remainder) implements Condition {
        /** @throws MangoException for the divisor 0 */
        @Override
        public boolean holds(JsonValue value, ValueOrder order) {
            if (value.kind() != JsonKind.NUMBER) {
                return false;
            }
            CouchNumber number = CouchNumber.of(value);
            if (!number.isComputable()) {
                return false;
            }
            if (divisor.signum() == 0) {
                throw MangoException.failed("$mod divides by 0");
            }
            order.budget().spend(CouchNumber.stepsOf(value.length()));
            return number.integer().remainder(divisor).equals(remainder);
        }

        @Override
        public JsonObject toJson() {
            return Json.member("$mod", Json.array(List.of(Json.integer(divisor), Json.integer(remainder))));
        }
    }

    /** {@code $regex}: somewhere in a string. */
    record Regex(RegularExpression expression) implements Condition {
        @Override
        public boolean holds(JsonValue value, ValueOrder order) {
            return value.kind() == JsonKind.STRING && expression.isFoundIn(Json.text(value), order.budget());
        }

        @Override
        public long weight() {
            return Json.weight(expression.pattern());
        }

        @Override
        public JsonObject toJson() {
            return Json.member("$regex", JsonSlice.string(expression.pattern()));
        }
    }

    /** {@code $beginsWith}. */
    record BeginsWith(String prefix) implements Condition {
        @Override
        public boolean holds(JsonValue value, ValueOrder order) {
            if (value.kind() != JsonKind.STRING) {
                return false;
            }
            order.budget().spendOnBytes(value.length());
            return Prefix.isPrefix(prefix, Json.text(value));
        }

        @Override
        public long weight() {
            return Json.weight(prefix);
        }

        @Override
        public JsonObject toJson() {
            return Json.member("$beginsWith", JsonSlice.string(prefix));
        }
    }

    /** {@code $size}: an array of so many elements. */
    record Size(BigInteger size) implements Condition {
        @Override
        public boolean holds(JsonValue value, ValueOrder order) {
            return value.kind() == JsonKind.ARRAY
                    && size.equals(
                            BigInteger.valueOf(Json.array(value, order.budget()).size()));
        }

        @Override
        public JsonObject toJson() {
            return Json.member("$size", Json.integer(size));
        }
    }

    /**
     * {@code $all}: an array that has each of these values among its elements, or that is the only one of these values. Elements are
     * compared, so to say, as they are spelt: 1 is not 1.0 here, and the order of members counts. Of no values, the condition never holds.
     */
    record All(List<JsonValue> operands) implements Condition {
        public All {
            operands = List.copyOf(operands);
        }

        @Override
        public boolean holds(JsonValue value, ValueOrder order) {
            if (operands.isEmpty() || value.kind() != JsonKind.ARRAY) {
                return false;
            }
            JsonArray array = Json.array(value, order.budget());
            return hasAll(array, RawCollation.exactWithin(order.budget())) || isTheOnly(array, order.raw());
        }

        private boolean hasAll(JsonArray array, ValueOrder exact) {
            return operands.stream()
                    .allMatch(operand -> Elements.of(array).anyMatch(element -> exact.compare(element, operand) == 0));
        }

        private boolean isTheOnly(JsonArray array, ValueOrder raw) {
            return operands.size() == 1
                    && operands.get(0).kind() == JsonKind.ARRAY
                    && raw.compare(array, operands.get(0)) == 0;
        }

        @Override
        public long weight() {
            return Condition.weight(operands);
        }

        @Override
        public JsonObject toJson() {
            return Json.member("$all", Json.array(operands));
        }
    }

    /** {@code $elemMatch}: an array with an element that the selector matches. */
    record ElementMatches(Selector selector) implements Condition {
        @Override
        public boolean holds(JsonValue value, ValueOrder order) {
            return value.kind() == JsonKind.ARRAY
                    && Elements.anyMatches(Elements.of(Json.array(value, order.budget())), selector, order);
        }

        @Override
        public long weight() {
            return 1 + selector.weight();
        }

        @Override
        public JsonObject toJson() {
            return Json.member("$elemMatch", selector.toJson());
        }
    }

    /** {@code $allMatch}: an array with elements, all of which the selector matches. */
    record AllMatch(Selector selector) implements Condition {
        @Override
        public boolean holds(JsonValue value, ValueOrder order) {
            return value.kind() == JsonKind.ARRAY
                    && Elements.allMatch(Json.array(value, order.budget()), selector, order);
        }

        @Override
        public long weight() {
            return 1 + selector.weight();
        }

        @Override
        public JsonObject toJson() {
            return Json.member("$allMatch", selector.toJson());
        }
    }

    /** {@code $keyMapMatch}: an object one of whose names, as a string, the selector matches. */
    record KeyMapMatch(Selector selector) implements Condition {
        @Override
        public boolean holds(JsonValue value, ValueOrder order) {
            return value.kind() == JsonKind.OBJECT
                    && Elements.anyMatches(Elements.namesOf(Json.object(value, order.budget())), selector, order);
        }

        @Override
        public long weight() {
            return 1 + selector.weight();
        }

        @Override
        public JsonObject toJson() {
            return Json.member("$keyMapMatch", selector.toJson());
        }
    }

    /** {@code $not}, where no operator says the opposite. */
    record Not(Condition condition) implements Condition {
        @Override
        public boolean holds(JsonValue value, ValueOrder order) {
            return !condition.holds(value, order);
        }

        @Override
        public Condition negated() {
            return condition;
        }

        @Override
        public long weight() {
            return 1 + condition.weight();
        }

        @Override
        public JsonObject toJson() {
            return Json.member("$not", condition.toJson());
        }
    }

    /** Values in a list are led and written all at once. */
    private static long weight(List<JsonValue> operands) {
        long weight = 0;
        for (JsonValue operand : operands) {
            weight += Json.weight(operand);
        }
        return 1 + weight / OPERANDS_OF_A_VALUE;
    }
}
