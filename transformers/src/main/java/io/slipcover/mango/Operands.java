package io.slipcover.mango;

import io.slipcover.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values of a {@code $in}, in the order in which they were written. Once somebody looks for a value, they also stand in their own
 * order, so that many values cost little more than few.
 */
final class Operands {
    private final List<JsonValue> written;
    private @Nullable List<JsonValue> byCollation;
    private @Nullable List<JsonValue> byRawCollation;

    Operands(List<JsonValue> written) {
        this.written = List.copyOf(written);
    }

    List<JsonValue> written() {
        return written;
    }

    /** Whether one of the values is equal to this one. */
    boolean contain(JsonValue value, ValueOrder order) {
        List<JsonValue> sorted = sorted(order);
        int from = 0;
        int to = sorted.size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            int found = order.compare(value, sorted.get(middle));
            if (found == 0) {
                return true;
            }
            if (found < 0) {
                to = middle;
            } else {
                from = middle + 1;
            }
        }
        return false;
    }

    private List<JsonValue> sorted(ValueOrder order) {
        boolean raw = order instanceof RawCollation;
        List<JsonValue> known = raw ? byRawCollation : byCollation;
        if (known != null) {
            return known;
        }
        List<JsonValue> sorted = new ArrayList<>(written);
        sorted.sort(order);
        if (raw) {
            byRawCollation = sorted;
        } else {
            byCollation = sorted;
        }
        return sorted;
    }
}
