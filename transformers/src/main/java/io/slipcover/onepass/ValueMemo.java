package io.slipcover.onepass;

import io.slipcover.json.ExpectedBytes;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import io.slipcover.json.ValueEnds;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a member's value, with a memory of the first few values that came: a status, a version. What comes when the memory is full
 * is led each time. Not for use by several threads.
 */
final class ValueMemo {
    private static final int MOST_VALUES = 8;
    private static final int LONGEST = 32;

    private final ValueLead lead;
    private final ExpectedBytes[] known = new ExpectedBytes[MOST_VALUES];
    private final JsonValue[] led = new JsonValue[MOST_VALUES];
    private int count;

    ValueMemo(ValueLead lead) {
        this.lead = lead;
    }

    /**
     * What the value at [from, to) becomes, which has a byte behind it; null where it has to be looked at in another way.
     *
     * @param unchecked checks the value, which nobody has checked; null where it is checked
     */
    @Nullable
    JsonValue lead(byte[] bytes, int from, int to, @Nullable ValueEnds unchecked) {
        for (int index = 0; index < count; index++) {
            if (known[index].are(bytes, from, to)) {
                return led[index];
            }
        }
        if (unchecked != null && unchecked.endOfValue(bytes, from, to + 1) != to) {
            return null;
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
