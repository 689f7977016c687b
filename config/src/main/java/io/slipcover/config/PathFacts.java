package io.slipcover.config;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What the path from an older version up to the stored one means for clients of the older version.
 *
 * @param unseen the members that they do not see
 * @param notKept what they may write that is not kept
 * @param needsBase the operations that take something from the base of an edit
 * @param refusals what an edit is refused for
 */
public record PathFacts(
        String type,
        int from,
        int to,
        List<String> unseen,
        List<String> notKept,
        List<String> needsBase,
        List<Refusal> refusals) {
    public PathFacts {
        requireNonNull(type, "type");
        unseen = List.copyOf(unseen);
        notKept = List.copyOf(notKept);
        needsBase = List.copyOf(needsBase);
        refusals = List.copyOf(refusals);
    }

    /** What an edit is refused for, in a few words each. */
    public List<String> refused() {
        return refusals.stream().map(Refusal::toString).toList();
    }
}
