package io.slipcover.mango;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slipcover.budget.Budget;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import java.util.Arrays;

/**
 * CouchDB's raw collation: numbers, then false, null and true, then objects, arrays, and strings by their bytes. CouchDB orders {@code _id}
 * by this collation.
 */
final class RawCollation extends ValueOrder {
    /** Numbers by value. */
    static final RawCollation RAW = new RawCollation(false, Budget.UNLIMITED);

    private final boolean exact;

    private RawCollation(boolean exact, Budget budget) {
        super(budget);
        this.exact = exact;
    }

    /** Numbers by value. */
    static RawCollation within(Budget budget) {
        return new RawCollation(false, budget);
    }

    /** An integer is not the float of the same value: every integer comes before every float. */
    static RawCollation exactWithin(Budget budget) {
        return new RawCollation(true, budget);
    }

    @Override
    int rank(JsonValue value) {
        return switch (value.kind()) {
            case NUMBER -> 0;
            case BOOLEAN -> ((JsonSlice) value).asBoolean() ? 3 : 1;
            case NULL -> 2;
            case OBJECT -> 4;
            case ARRAY -> 5;
            case STRING -> 6;
        };
    }

    @Override
    int compareStrings(String left, String right) {
        return Arrays.compareUnsigned(left.getBytes(UTF_8), right.getBytes(UTF_8));
    }

    @Override
    int compareNumbers(CouchNumber left, CouchNumber right) {
        if (exact && left.isInteger() != right.isInteger()) {
            return left.isInteger() ? -1 : 1;
        }
        return left.compareTo(right);
    }

    @Override
    ValueOrder raw() {
        return this;
    }
}
