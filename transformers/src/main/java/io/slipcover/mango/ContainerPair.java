package io.slipcover.mango;

import io.slipcover.budget.Budget;
import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;

/** Two arrays, or two objects, that are being compared. The pair knows how far the comparison has come. */
abstract sealed class ContainerPair {
    private final int leftSize;
    private final int rightSize;

    /** The place that is being compared; the first {@link #next} makes it the first one. */
    int index = -1;

    private ContainerPair(int leftSize, int rightSize) {
        this.leftSize = leftSize;
        this.rightSize = rightSize;
    }

    static ContainerPair of(JsonValue left, JsonValue right, Budget budget) {
        return left.kind() == JsonKind.ARRAY
                ? new OfArrays(Json.array(left, budget), Json.array(right, budget))
                : new OfObjects(Json.object(left, budget), Json.object(right, budget));
    }

    /** Goes to the next place; false where one of the two has no more. */
    boolean next() {
        index++;
        return index < leftSize && index < rightSize;
    }

    /** Compares the sizes: the container that ends first comes first. */
    int compareSizes() {
        return Integer.compare(leftSize, rightSize);
    }

    abstract int compareNames(ValueOrder order);

    abstract JsonValue left();

    abstract JsonValue right();

    private static final class OfArrays extends ContainerPair {
        private final JsonArray left;
        private final JsonArray right;

        OfArrays(JsonArray left, JsonArray right) {
            super(left.size(), right.size());
            this.left = left;
            this.right = right;
        }

        @Override
        int compareNames(ValueOrder order) {
            return 0;
        }

        @Override
        JsonValue left() {
            return left.get(index);
        }

        @Override
        JsonValue right() {
            return right.get(index);
        }
    }

    private static final class OfObjects extends ContainerPair {
        private final JsonObject left;
        private final JsonObject right;

        OfObjects(JsonObject left, JsonObject right) {
            super(left.size(), right.size());
            this.left = left;
            this.right = right;
        }

        @Override
        int compareNames(ValueOrder order) {
            return order.compareNames(left.name(index).text(), right.name(index).text());
        }

        @Override
        JsonValue left() {
            return left.value(index);
        }

        @Override
        JsonValue right() {
            return right.value(index);
        }
    }
}
