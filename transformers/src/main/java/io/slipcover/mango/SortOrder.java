package io.slipcover.mango;

import io.slipcover.json.JsonValue;
import java.util.Comparator;
import java.util.List;

/**
 * The order in which CouchDB hands out documents from an index on the keys of a {@code sort}: by the keys, where they are equal by
 * {@code _id}. An index holds only documents that have every key; others are in no place, see {@link #holds}.
 */
public final class SortOrder implements Comparator<JsonValue> {
    private static final FieldPath ID = FieldPath.of("_id");

    private final List<SortKey> keys;

    public SortOrder(List<SortKey> keys) {
        this.keys = List.copyOf(keys);
    }

    /** Whether the document has every key. */
    public boolean holds(JsonValue document) {
        return keys.stream().allMatch(key -> key.path().in(document) instanceof Field.Present);
    }

    /**
     * The order of two documents that have every key and an {@code _id}.
     *
     * @throws IllegalArgumentException where one lacks them
     */
    @Override
    public int compare(JsonValue left, JsonValue right) {
        ValueOrder order = isById() ? TermOrder.RAW : Collation.ROOT;
        for (SortKey key : keys) {
            int found = order.compare(value(key.path(), left), value(key.path(), right));
            if (found != 0) {
                return key.descending() ? -found : found;
            }
        }
        int found = TermOrder.RAW.compare(value(ID, left), value(ID, right));
        return isDescending() ? -found : found;
    }

    /** By {@code _id} alone the database itself is the index, and that is ordered by bytes. */
    private boolean isById() {
        return keys.size() == 1 && keys.get(0).path().equals(ID);
    }

    private boolean isDescending() {
        return !keys.isEmpty() && keys.get(0).descending();
    }

    private static JsonValue value(FieldPath path, JsonValue document) {
        if (path.in(document) instanceof Field.Present present) {
            return present.value();
        }
        throw new IllegalArgumentException("a document without " + path);
    }
}
