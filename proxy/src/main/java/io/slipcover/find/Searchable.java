package io.slipcover.find;

import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;
import io.slipcover.mango.Comparison;
import io.slipcover.mango.Condition;
import io.slipcover.mango.Selector;
import java.util.List;

/**
 * A guard that keeps from CouchDB the selectors at which CouchDB fails. Where a database has an index, CouchDB 3.5 looks through the whole
 * selector, operands included, for a search for text. CouchDB ends with an error at an object of several members, and at {@code null} or an
 * array within an array. Slipcover's question for a client may have such operands where the client's own selector has none. Slipcover then
 * widens a condition with such an operand to what the condition implies.
 */
final class Searchable {
    private static final Condition PRESENT = new Condition.Exists(true);

    private Searchable() {}

    /** A selector that matches all that this one does, and that CouchDB can look through. */
    static Selector of(Selector selector) {
        if (selector instanceof Selector.And and) {
            return new Selector.And(all(and.selectors()));
        }
        if (selector instanceof Selector.Or or) {
            return new Selector.Or(all(or.selectors()));
        }
        if (!(selector instanceof Selector.At at) || !fails(at.toJson())) {
            return selector;
        }
        if (at.condition() instanceof Condition.In in && in.operands().size() > 1) {
            List<Selector> alternatives = in.operands().stream()
                    .map(operand ->
                            (Selector) new Selector.At(at.path(), new Condition.Compare(Comparison.EQ, operand)))
                    .toList();
            return new Selector.Or(all(alternatives));
        }
        return new Selector.At(at.path(), PRESENT);
    }

    private static List<Selector> all(List<Selector> selectors) {
        return selectors.stream().map(Searchable::of).toList();
    }

    private static boolean fails(JsonValue value) {
        return switch (value.kind()) {
            case OBJECT -> failsWithin(value.asObject());
            case ARRAY, NULL -> true;
            case STRING, NUMBER, BOOLEAN -> false;
        };
    }

    private static boolean failsWithin(JsonObject object) {
        if (object.size() != 1) {
            return object.size() > 1;
        }
        JsonValue operand = object.value(0);
        return switch (operand.kind()) {
            case OBJECT -> fails(operand);
            case ARRAY -> anyFails(operand.asArray());
            case STRING, NUMBER, BOOLEAN, NULL -> false;
        };
    }

    private static boolean anyFails(JsonArray operands) {
        for (int index = 0; index < operands.size(); index++) {
            if (fails(operands.get(index))) {
                return true;
            }
        }
        return false;
    }
}
