package io.slipcover.onepass;

import io.slipcover.json.ExpectedBytes;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a member's value, with a memory of the first few values that came: a status, a version. What comes when the memory is full
 * is led each time. Not for use by several threads.
 */
final class ValueMemo {
    private static final int MOST_VALUES = 8;
    private static final int LONGEST = 64;

    private final ValueLead lead;
    private final ExpectedBytes[] known = new ExpectedBytes[MOST_VALUES];
    private final JsonValue[] led = new JsonValue[MOST_VALUES];
    private int count;

    ValueMemo(ValueLead lead) {
        this.lead = lead;
    }

    /** What the value at [from, to) becomes; null where it has to be looked at in another way. */
    @Nullable
    JsonValue lead(byte[] bytes, int from, int to) {
        for (int index = 0; index < count; index++) {
            if (known[index].are(bytes, from, to)) {
                return led[index];
            }
        }
        JsonValue result = lead.lead(JsonSlice.ofValidated(bytes, from, to));
        if (result != null && count < MOST_VALUES && to - from <= LONGEST) {
            remember(bytes, from, to, result);
        }
        return result;
    }

    private void remember(byte[] bytes, int from, int to, JsonValue result) {
        byte[] copy = result.toBytes();
        if (copy.length <= LONGEST) {
            known[count] = ExpectedBytes.of(bytes, from, to);
            led[count] = JsonSlice.ofValidated(copy, 0, copy.length);
            count++;
        }
    }
}
