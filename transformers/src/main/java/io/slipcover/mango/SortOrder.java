package io.slipcover.mango;

import io.slipcover.budget.Budget;
import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonValue;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The order in which CouchDB hands out documents from an index on the keys of a {@code sort}: by the keys, and by {@code _id} where the
 * keys are equal. The order compares the places of documents. A place is an array of a document's values of the keys, with the document's
 * {@code _id} at the end.
 */
public final class SortOrder implements Comparator<JsonArray> {
    private static final FieldPath ID = FieldPath.of("_id");

    private final List<SortKey> keys;
    private final Collation collation;

    public SortOrder(List<SortKey> keys) {
        this(keys, Budget.UNLIMITED);
    }

    /**
     * An order of documents that a client asks for.
     *
     * @param budget pays for the order; where it is spent, documents are not ordered
     */
    public SortOrder(List<SortKey> keys, Budget budget) {
        this.keys = List.copyOf(keys);
        this.collation = Collation.within(budget);
    }

    /**
     * The place of a document that has an {@code _id}, with values of its own. Null where one of the keys is missing, because an index does
     * not hold such a document.
     */
    public @Nullable JsonArray place(JsonValue document) {
        JsonArray place = JsonArray.empty();
        for (SortKey key : keys) {
            if (!add(place, key.path(), document)) {
                return null;
            }
        }
        return add(place, ID, document) ? place : null;
    }

    private boolean add(JsonArray place, FieldPath path, JsonValue document) {
        if (path.in(document, collation.budget()) instanceof Field.Present present) {
            place.add(present.value().copy());
            return true;
        }
        return false;
    }

    /** Whether the array is a place in this order. */
    public boolean isPlace(JsonArray array) {
        return array.size() == keys.size() + 1 && array.get(keys.size()).kind() == JsonKind.STRING;
    }

    @Override
    public int compare(JsonArray left, JsonArray right) {
        ValueOrder order = isById() ? collation.raw() : collation;
        for (int index = 0; index < keys.size(); index++) {
            int found = order.compare(left.get(index), right.get(index));
            if (found != 0) {
                return keys.get(index).descending() ? -found : found;
            }
        }
        int found = collation.raw().compare(left.get(keys.size()), right.get(keys.size()));
        return isDescending() ? -found : found;
    }

    /** Whether the order is by {@code _id} alone. Then the database itself is the index, and the database is ordered by bytes. */
    private boolean isById() {
        return keys.size() == 1 && keys.get(0).path().equals(ID);
    }

    private boolean isDescending() {
        return !keys.isEmpty() && keys.get(0).descending();
    }
}
