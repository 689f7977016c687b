package io.slipcover.mango;

import io.slipcover.budget.Budget;
import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;
import java.util.List;

/**
 * A selector, normalised as Mango does it: what is implied is said, conditions stand at paths, and negations stand as far down as they go.
 * Below {@link Condition.ElementMatches}, {@link Condition.AllMatch} and {@link Condition.KeyMapMatch} negations stay where they are
 * written. That makes a difference: {@code {"$not": {"a": 1}}} matches no document without {@code a}, but it matches an element without
 * {@code a}.
 *
 * <p>Where CouchDB finds something wrong with a selector before it looks at documents, {@link #parse} throws the error. CouchDB finds out
 * about a path with an empty part, or a {@code $nor} below {@code $elemMatch}, only as it evaluates them: such parts are {@link Failing}.
 */
public sealed interface Selector {
    /**
     * Reads a selector that no client sent.
     *
     * @throws MangoException as CouchDB answers
     */
    static Selector parse(JsonValue selector) {
        return parse(selector, Budget.UNLIMITED);
    }

    /**
     * Reads a selector that a client has sent.
     *
     * @throws MangoException as CouchDB answers
     * @throws io.slipcover.budget.LimitException where reading the selector takes more than the budget, or the selector nests too deep
     */
    static Selector parse(JsonValue selector, Budget budget) {
        return SelectorParser.parse(selector, budget);
    }

    /**
     * Whether CouchDB would find this document.
     *
     * @throws MangoException where CouchDB would fail, as it does for {@link Failing} and for {@code $mod} by 0
     */
    default boolean matches(JsonValue document) {
        return matches(document, Collation.ROOT);
    }

    /**
     * Whether CouchDB would find this document, decided within a budget.
     *
     * @throws MangoException where CouchDB would fail
     * @throws io.slipcover.budget.LimitException where deciding takes more than the budget
     */
    default boolean matches(JsonValue document, Budget budget) {
        return matches(document, Collation.within(budget));
    }

    /** Whether the selector matches a value. Strings in the value are compared in this order. */
    boolean matches(JsonValue value, ValueOrder order);

    /**
     * Refuses a selector that CouchDB may take, but Slipcover cannot decide: one with a {@code $regex} that a set of states cannot decide.
     * Code that is going to call {@link #matches} calls this method before the answer begins. Code that lets CouchDB decide alone does not.
     *
     * @throws MangoException where the selector has something that Slipcover does not support
     * @throws io.slipcover.budget.LimitException where an expression is too large
     */
    default void requireDecidable() {
        RegularExpressions.requireDecidable(this);
    }

    /** The selector as it can be sent to CouchDB. */
    JsonObject toJson();

    /** About how many short values the selector has: the cost of going through all of it. */
    long weight();

    /** {@code {}}: every document. */
    record Everything() implements Selector {
        @Override
        public boolean matches(JsonValue value, ValueOrder order) {
            return true;
        }

        @Override
        public long weight() {
            return 1;
        }

        @Override
        public JsonObject toJson() {
            return JsonObject.empty();
        }
    }

    /** {@code $and}; of nothing, it matches everything. */
    record And(List<Selector> selectors) implements Selector {
        public And {
            selectors = List.copyOf(selectors);
        }

        @Override
        public boolean matches(JsonValue value, ValueOrder order) {
            order.budget().spend(1);
            for (Selector selector : selectors) {
                if (!selector.matches(value, order)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public long weight() {
            return Selector.weight(selectors);
        }

        @Override
        public JsonObject toJson() {
            return Json.member("$and", Selector.toJson(selectors));
        }
    }

    /** {@code $or}; of nothing, it matches everything, too. */
    record Or(List<Selector> selectors) implements Selector {
        public Or {
            selectors = List.copyOf(selectors);
        }

        @Override
        public boolean matches(JsonValue value, ValueOrder order) {
            order.budget().spend(1);
            for (Selector selector : selectors) {
                if (selector.matches(value, order)) {
                    return true;
                }
            }
            return selectors.isEmpty();
        }

        @Override
        public long weight() {
            return Selector.weight(selectors);
        }

        @Override
        public JsonObject toJson() {
            return Json.member("$or", Selector.toJson(selectors));
        }
    }

    /** {@code $not} below a condition on elements or names. Elsewhere a {@code $not} has been led down to the conditions. */
    record Not(Selector selector) implements Selector {
        @Override
        public boolean matches(JsonValue value, ValueOrder order) {
            return !selector.matches(value, order);
        }

        @Override
        public long weight() {
            return 1 + selector.weight();
        }

        @Override
        public JsonObject toJson() {
            return Json.member("$not", selector.toJson());
        }
    }

    /**
     * A condition on what stands at a path. The path is {@linkplain FieldPath#ROOT the value itself} where elements are asked about, as
     * in {@code {"$elemMatch": {"$gt": 1}}}.
     */
    record At(FieldPath path, Condition condition) implements Selector {
        private static final FieldPath ID = FieldPath.of("_id");
        private static final Condition ABSENT = new Condition.Exists(false);

        @Override
        public boolean matches(JsonValue value, ValueOrder order) {
            order.budget().spend(1);
            Field field = path.in(value, order.budget());
            if (field instanceof Field.Present present) {
                return condition.holds(present.value(), path.equals(ID) ? order.raw() : order);
            }
            return field instanceof Field.Missing && condition.equals(ABSENT);
        }

        @Override
        public long weight() {
            return path.parts().size() + condition.weight();
        }

        @Override
        public JsonObject toJson() {
            return path.isRoot() ? condition.toJson() : Json.member(path.toString(), condition.toJson());
        }
    }

    /** {@code $text}, which only an index decides. Whatever the index hands out is taken to match. */
    record Text(JsonValue query) implements Selector {
        @Override
        public boolean matches(JsonValue value, ValueOrder order) {
            return true;
        }

        @Override
        public long weight() {
            return 1 + Json.weight(query);
        }

        @Override
        public JsonObject toJson() {
            boolean written = query.kind() != JsonKind.OBJECT && query.kind() != JsonKind.ARRAY && !query.isNull();
            JsonObject text = Json.member("$text", query);
            return written ? text : Json.member("$default", text);
        }
    }

    /**
     * A part at which CouchDB fails once it evaluates the part. Within a condition on elements, that condition then does not hold, whatever
     * elements are still to come. Elsewhere the whole request fails.
     *
     * @param written the part as Slipcover may send it to CouchDB, which then fails there itself
     * @param failure the error that CouchDB would answer
     */
    record Failing(JsonObject written, MangoException failure) implements Selector {
        @Override
        public boolean matches(JsonValue value, ValueOrder order) {
            throw failure;
        }

        @Override
        public long weight() {
            return Json.weight(written.toString());
        }

        @Override
        public JsonObject toJson() {
            return written.copy();
        }
    }

    private static long weight(List<Selector> selectors) {
        long weight = 1;
        for (Selector selector : selectors) {
            weight += selector.weight();
        }
        return weight;
    }

    private static JsonArray toJson(List<Selector> selectors) {
        return Json.array(selectors.stream().map(Selector::toJson).toList());
    }
}
