package io.slipcover.lens;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import java.util.Set;

/**
 * The members that no lens may touch: CouchDB's, which begin with {@code _}, and those of the type and the version.
 *
 * @param names the members of the type and the version
 * @param underscored whether members that begin with {@code _} belong to them
 */
public record ReservedNames(Set<JsonName> names, boolean underscored) {
    /** For an object inside a document. */
    public static final ReservedNames NONE = new ReservedNames(Set.of(), false);

    public ReservedNames {
        names = Set.copyOf(names);
    }

    /** For a document. */
    public static ReservedNames ofDocument(Set<JsonName> names) {
        return new ReservedNames(names, true);
    }

    /** Whether no lens may touch this member. */
    public boolean holds(JsonName name) {
        return (underscored && name.text().startsWith("_")) || names.contains(name);
    }

    /** Whether no lens may touch the member at this place. */
    boolean holds(JsonObject object, int index) {
        return (underscored || !names.isEmpty()) && holds(object.name(index));
    }
}
