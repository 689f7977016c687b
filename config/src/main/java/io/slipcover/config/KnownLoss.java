package io.slipcover.config;

import static java.util.Objects.requireNonNull;

import io.slipcover.json.JsonName;

/**
 * A member that a lens does not keep as clients of an older version write it, by the schema author's decision.
 *
 * @param type the document's type
 * @param version the version in whose shape the member has this name
 * @param member the member, at the top of the document
 * @param lens the older version of the lens that does not keep it, from {@code version} on
 * @param decision what the lens says, and where
 */
public record KnownLoss(String type, int version, JsonName member, int lens, Problem decision) {
    public KnownLoss {
        requireNonNull(type, "type");
        requireNonNull(member, "member");
        requireNonNull(decision, "decision");
    }

    /** Whether this is why a member is not kept on the way from one version up to another. */
    public boolean explains(String ofType, int from, int to, JsonName name) {
        return version == from && lens < to && member.equals(name) && type.equals(ofType);
    }
}
