package io.slipcover.onepass;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonValue;
import java.util.List;

/**
 * What becomes of an object with known names.
 *
 * @param members what becomes of members, in their order; those that are not listed stay
 * @param added the members that are added at the end
 */
public record ObjectEdits(List<MemberEdit> members, List<Addition> added) {
    /** The object stays as it is. */
    public static final ObjectEdits NONE = new ObjectEdits(List.of(), List.of());

    public ObjectEdits {
        members = List.copyOf(members);
        added = List.copyOf(added);
    }

    /** A member that is added. */
    public record Addition(JsonName name, JsonValue value) {}
}
