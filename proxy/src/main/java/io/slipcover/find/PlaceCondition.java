package io.slipcover.find;

import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonValue;
import io.slipcover.mango.Comparison;
import io.slipcover.mango.Condition;
import io.slipcover.mango.FieldPath;
import io.slipcover.mango.Selector;
import io.slipcover.mango.SortKey;
import java.util.ArrayList;
import java.util.List;

/**
 * A condition that holds for all documents behind a place in an order, and perhaps for some others. The first key bounds the range of the
 * index, and CouchDB begins there. The keys behind the first one, and at last {@code _id}, tell documents with an equal first key apart.
 */
final class PlaceCondition {
    private PlaceCondition() {}

    /**
     * @param place the values of the keys, and the id behind them
     * @param order the keys, where they are stored
     */
    static Selector behind(JsonArray place, List<SortKey> order) {
        boolean descending = order.get(0).descending();
        Comparison beyond = descending ? Comparison.LT : Comparison.GT;
        Comparison atOrBeyond = descending ? Comparison.LTE : Comparison.GTE;
        List<Selector> alternatives = new ArrayList<>();
        List<Selector> alike = new ArrayList<>();
        for (int index = 0; index <= order.size(); index++) {
            FieldPath path = index < order.size() ? order.get(index).path() : DocumentId.PATH;
            JsonValue value = place.get(index);
            List<Selector> all = new ArrayList<>(alike);
            all.add(compare(path, beyond, value));
            alternatives.add(new Selector.And(all));
            alike.add(compare(path, Comparison.EQ, value));
        }
        return Searchable.of(new Selector.And(
                List.of(compare(order.get(0).path(), atOrBeyond, place.get(0)), new Selector.Or(alternatives))));
    }

    private static Selector compare(FieldPath path, Comparison comparison, JsonValue value) {
        return new Selector.At(path, new Condition.Compare(comparison, value));
    }
}
