package io.slipcover.mango;

import com.ibm.icu.text.Collator;
import com.ibm.icu.util.ULocale;
import io.slipcover.budget.Budget;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;

/**
 * The order of a view's keys: null, false, true, numbers, strings, arrays, objects. Selectors compare by this order as well. Strings are in
 * the order of ICU's root collation, where different strings may be equal: {@code "\u0000"} is {@code ""}.
 */
public final class Collation extends ValueOrder {
    /** The order for values that no client sent. */
    public static final Collation ROOT = new Collation(Budget.UNLIMITED);

    /** The collator of each thread. A collator compares for one thread at a time, unless it is frozen, and then behind a lock. */
    private static final ThreadLocal<Collator> STRINGS =
            ThreadLocal.withInitial(() -> Collator.getInstance(ULocale.ROOT).cloneAsThawed());

    private final RawCollation raw;

    private Collation(Budget budget) {
        super(budget);
        raw = RawCollation.within(budget);
    }

    /** The order whose comparisons a budget pays for. */
    static Collation within(Budget budget) {
        return new Collation(budget);
    }

    @Override
    int rank(JsonValue value) {
        return switch (value.kind()) {
            case NULL -> 0;
            case BOOLEAN -> ((JsonSlice) value).asBoolean() ? 2 : 1;
            case NUMBER -> 3;
            case STRING -> 4;
            case ARRAY -> 5;
            case OBJECT -> 6;
        };
    }

    @Override
    int compareStrings(String left, String right) {
        return left.equals(right) ? 0 : STRINGS.get().compare(left, right);
    }

    @Override
    int compareNumbers(CouchNumber left, CouchNumber right) {
        return left.compareTo(right);
    }

    @Override
    ValueOrder raw() {
        return raw;
    }
}
