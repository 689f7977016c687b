package io.slipcover.onepass;

import io.slipcover.json.JsonValue;
import org.jspecify.annotations.Nullable;

/** What becomes of a member's value. The same values become the same, whenever they are led. */
@FunctionalInterface
public interface ValueLead {
    /** What the value becomes; null where it has to be looked at in another way. */
    @Nullable
    JsonValue lead(JsonValue value);
}
