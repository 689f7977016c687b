package io.slipcover.lens;

import io.slipcover.json.JsonValue;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What becomes of a member's value in one step of a {@link MemberPlan}. It changes nothing that was there, and is shared by threads. */
interface ValueStep {
    /** What the value becomes, or null where it is refused. */
    @Nullable
    JsonValue lead(JsonValue value);

    /** Whether there are values that are refused. */
    default boolean refusesSome() {
        return true;
    }

    /** This step and then the next. */
    default ValueStep then(ValueStep next) {
        return value -> {
            JsonValue led = lead(value);
            return led == null ? null : next.lead(led);
        };
    }

    /** A step that refuses no value. */
    static ValueStep ofAny(UnaryOperator<JsonValue> step) {
        return new ValueStep() {
            @Override
            public JsonValue lead(JsonValue value) {
                return step.apply(value);
            }

            @Override
            public boolean refusesSome() {
                return false;
            }
        };
    }
}
