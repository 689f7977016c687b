package io.slipcover.mango;

import io.slipcover.budget.Budget;
import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonValue;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;

/**
 * An order of all values: {@link Collation}, or the {@linkplain RawCollation raw one}, which CouchDB uses for {@code _id}. Arrays are
 * compared element by element. Objects are compared member by member in the order in which the members are written, a name before its
 * value. The container that ends first comes first. Objects have no member twice.
 *
 * <p>A {@link Budget} pays for an order's comparisons. Values may nest as deep as they like.
 */
public abstract sealed class ValueOrder implements Comparator<JsonValue> permits Collation, RawCollation {
    /** A number is written to many digits, or a string is decoded and weighed, in more than one step. */
    private static final int BYTES_OF_A_STEP = 8;

    private final Budget budget;

    ValueOrder(Budget budget) {
        this.budget = budget;
    }

    /** The budget that pays for what is decided in this order. */
    final Budget budget() {
        return budget;
    }

    /** The raw order, which this order's budget pays for. */
    abstract ValueOrder raw();

    /** Where values of this kind, and of this one where kind is boolean, stand among all values. */
    abstract int rank(JsonValue value);

    abstract int compareStrings(String left, String right);

    abstract int compareNumbers(CouchNumber left, CouchNumber right);

    @Override
    public final int compare(JsonValue left, JsonValue right) {
        int order = compareFirst(left, right);
        if (order != 0 || !isContainer(left)) {
            return order;
        }
        Deque<ContainerPair> open = new ArrayDeque<>();
        open.push(ContainerPair.of(left, right, budget));
        while (!open.isEmpty()) {
            ContainerPair pair = open.element();
            if (!pair.next()) {
                order = pair.compareSizes();
                open.remove();
            } else {
                order = pair.compareNames(this);
                if (order == 0) {
                    order = compareFirst(pair.left(), pair.right());
                    if (order == 0 && isContainer(pair.left())) {
                        open.push(ContainerPair.of(pair.left(), pair.right(), budget));
                    }
                }
            }
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static boolean isContainer(JsonValue value) {
        return value.kind() == JsonKind.ARRAY || value.kind() == JsonKind.OBJECT;
    }

    /** How the values stand to each other as far as that can be told without what is in them. */
    private int compareFirst(JsonValue left, JsonValue right) {
        budget.spend(1);
        int order = Integer.compare(rank(left), rank(right));
        if (order != 0) {
            return order;
        }
        return switch (left.kind()) {
            case NULL, BOOLEAN, ARRAY, OBJECT -> 0;
            case NUMBER -> {
                spendOnText(left.length() + right.length());
                yield compareNumbers(CouchNumber.of(left), CouchNumber.of(right));
            }
            case STRING -> {
                spendOnText(left.length() + right.length());
                yield compareStrings(Json.text(left), Json.text(right));
            }
        };
    }

    /** How the names of two members stand to each other. */
    final int compareNames(String left, String right) {
        spendOnText(left.length() + right.length());
        return compareStrings(left, right);
    }

    private void spendOnText(int letters) {
        budget.spend(1 + letters / BYTES_OF_A_STEP);
    }
}
