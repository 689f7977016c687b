package io.slipcover.lens;

import io.slipcover.json.JsonName;
import java.util.HashSet;
import java.util.Set;

/**
 * Some members of an object, and the host, an object beside them, in which they stand on the other side.
 *
 * <p>The host itself never belongs to them, nor does a member that no lens may touch.
 *
 * @param host the member that holds the object
 * @param choice which members, by the names that they have outside of the host
 * @param prefix what the members' names begin with outside of the host alone; empty: they have the same names inside
 * @param reserved the members that no lens may touch
 */
public record MemberSelection(JsonName host, MemberChoice choice, String prefix, ReservedNames reserved) {
    /** @throws IllegalArgumentException where a member that is named cannot move */
    public MemberSelection {
        if (choice instanceof MemberChoice.Named named) {
            for (JsonName name : named.names()) {
                if (name.equals(host)) {
                    throw new IllegalArgumentException("names and host are the same member, " + host.text());
                }
                if (!hasPrefix(name, prefix)) {
                    throw new IllegalArgumentException(
                            "names has '" + name.text() + "', expected names that begin with '" + prefix + "'");
                }
            }
        }
    }

    private static boolean hasPrefix(JsonName name, String prefix) {
        return name.text().length() > prefix.length() && name.text().startsWith(prefix);
    }

    /** Whether the member with this name outside of the host belongs to them. */
    public boolean holds(JsonName outer) {
        return !outer.equals(host)
                && hasPrefix(outer, prefix)
                && !reserved.holds(outer)
                && reserved.inside(outer) == null
                && choice.holds(outer);
    }

    /** Whether the member with this name inside of the host belongs to them. */
    public boolean holdsInner(JsonName inner) {
        return holds(outer(inner));
    }

    /** The name outside of the host of a member inside. */
    public JsonName outer(JsonName inner) {
        return prefix.isEmpty() ? inner : JsonName.of(prefix + inner.text());
    }

    /** The name inside of the host of a member outside, which belongs to them. */
    public JsonName inner(JsonName outer) {
        return prefix.isEmpty() ? outer : JsonName.of(outer.text().substring(prefix.length()));
    }

    /** The host and the members that are named. */
    Set<JsonName> names() {
        Set<JsonName> names = new HashSet<>(choice instanceof MemberChoice.Named named ? named.names() : Set.of());
        names.add(host);
        return names;
    }

    /** The arguments, spelled canonically. */
    OperationText addTo(OperationText text) {
        text.with("host", host).withText("choice", choice.text());
        return prefix.isEmpty() ? text : text.with("prefix", prefix);
    }
}
