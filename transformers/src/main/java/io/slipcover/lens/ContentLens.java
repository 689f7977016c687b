package io.slipcover.lens;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * What leads the object or the array in a member.
 *
 * @param <C> which of the two
 */
sealed interface ContentLens<C> permits ObjectLens, MapElements {
    /** The content of a member, whose changes stick; null where the member holds something else, or is missing. */
    @Nullable
    C in(JsonObject object, JsonName member);

    /** What a member is expected to hold, in words. */
    String expected();

    void forward(C older);

    void backward(C newer);

    /** Leads a view up with its base, as {@link Operation#put} does. */
    void put(C base, C view, AlignedArrays aligned);

    boolean needsBase();

    boolean takesFromBase();

    /** The same without stand-ins; itself where there are none. */
    ContentLens<C> withoutStandIns();

    /** What becomes on the way up of an object that has the led content in this member. */
    Change upwardsIn(JsonName member);

    /** What becomes on the way down of an object that has the led content in this member. */
    Change downwardsIn(JsonName member);

    /** Its operations, spelled canonically. */
    String text();
}
