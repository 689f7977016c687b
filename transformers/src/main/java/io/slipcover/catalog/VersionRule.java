package io.slipcover.catalog;

import static java.util.Objects.requireNonNull;

import io.slipcover.json.JsonName;

/**
 * The rule that tells where a document's version stands.
 *
 * @param field the member that holds the version's number; Slipcover writes the member
 * @param whenAbsent the version of a stored document that has no number and that no recognition rule tells
 * @param hidden whether clients never see the member
 */
public record VersionRule(JsonName field, int whenAbsent, boolean hidden) {
    public VersionRule {
        requireNonNull(field, "field");
        if (whenAbsent < 1) {
            throw new IllegalArgumentException("versions begin with 1, found " + whenAbsent);
        }
    }

    // As a record says it anyway, but without code that is made at run time: the start needs it, for the digests of
    // views.
    @Override
    public String toString() {
        return "VersionRule[field=" + field + ", whenAbsent=" + whenAbsent + ", hidden=" + hidden + "]";
    }
}
