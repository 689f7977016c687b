package io.slipcover.lens;

import io.slipcover.json.JsonValue;
import org.jspecify.annotations.Nullable;

/** What becomes of a member's value in one step of a {@link MemberPlan}. It changes nothing that was there, and is shared by threads. */
interface ValueStep {
    /** What the value becomes, or null where it is refused. */
    @Nullable
    JsonValue lead(JsonValue value);

    /** This step and then the next. */
    default ValueStep then(ValueStep next) {
        return value -> {
            JsonValue led = lead(value);
            return led == null ? null : next.lead(led);
        };
    }
}
