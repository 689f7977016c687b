package io.slipcover.mango;

import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import java.util.Comparator;

/**
 * An order of all values: {@link Collation}, or Erlang's own, which CouchDB uses for {@code _id}. Arrays are compared element by
 * element, objects member by member in the order in which the members are written, a name before its value; what ends first comes
 * first. Objects have no member twice.
 */
public abstract sealed class ValueOrder implements Comparator<JsonValue> permits Collation, TermOrder {
    /** Where values of this kind, and of this one where kind is boolean, stand among all values. */
    abstract int rank(JsonValue value);

    abstract int compareStrings(String left, String right);

    abstract int compareNumbers(ErlangNumber left, ErlangNumber right);

    @Override
    public final int compare(JsonValue left, JsonValue right) {
        int order = Integer.compare(rank(left), rank(right));
        if (order != 0) {
            return order;
        }
        return switch (left.kind()) {
            case NULL, BOOLEAN -> 0;
            case NUMBER -> compareNumbers(ErlangNumber.of(left), ErlangNumber.of(right));
            case STRING -> compareStrings(((JsonSlice) left).asString(), ((JsonSlice) right).asString());
            case ARRAY -> compareArrays(left.asArray(), right.asArray());
            case OBJECT -> compareObjects(left.asObject(), right.asObject());
        };
    }

    private int compareArrays(JsonArray left, JsonArray right) {
        int common = Math.min(left.size(), right.size());
        for (int index = 0; index < common; index++) {
            int order = compare(left.get(index), right.get(index));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.size(), right.size());
    }

    private int compareObjects(JsonObject left, JsonObject right) {
        int common = Math.min(left.size(), right.size());
        for (int index = 0; index < common; index++) {
            int order =
                    compareStrings(left.name(index).text(), right.name(index).text());
            if (order == 0) {
                order = compare(left.value(index), right.value(index));
            }
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.size(), right.size());
    }
}
