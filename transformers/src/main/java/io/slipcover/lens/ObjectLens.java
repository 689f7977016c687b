package io.slipcover.lens;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;

/** What leads the object in a member. */
interface ObjectLens {
    void forward(JsonObject older);

    void backward(JsonObject newer);

    /** Leads a view up with its base, as {@link Operation#put} does. */
    void put(JsonObject base, JsonObject view, AlignedArrays aligned);

    boolean needsBase();

    boolean takesFromBase();

    /** The same without stand-ins; itself where there are none. */
    ObjectLens withoutStandIns();

    /** What becomes on the way up of an object that has the led one in this member. */
    Change upwardsIn(JsonName member);

    /** What becomes on the way down of an object that has the led one in this member. */
    Change downwardsIn(JsonName member);

    /** Its operations, spelled canonically. */
    String text();
}
