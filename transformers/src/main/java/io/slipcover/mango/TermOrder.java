package io.slipcover.mango;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import java.util.Arrays;

/**
 * Erlang's order of terms, for values as CouchDB holds them: numbers, then false, null and true, then objects, arrays, and strings by
 * their bytes.
 */
final class TermOrder extends ValueOrder {
    /** Numbers by value. */
    static final TermOrder RAW = new TermOrder(false);
    /** An integer is not the float of the same value, as with Erlang's {@code =:=}. */
    static final TermOrder EXACT = new TermOrder(true);

    private final boolean exact;

    private TermOrder(boolean exact) {
        this.exact = exact;
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
    int compareNumbers(ErlangNumber left, ErlangNumber right) {
        if (exact && left.isInteger() != right.isInteger()) {
            return left.isInteger() ? -1 : 1;
        }
        return left.compareTo(right);
    }
}
