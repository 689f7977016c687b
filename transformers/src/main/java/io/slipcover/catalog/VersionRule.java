package io.slipcover.catalog;

import static java.util.Objects.requireNonNull;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import io.slipcover.json.MemberPath;
import org.jspecify.annotations.Nullable;

/**
 * The rule that tells where a document's version stands.
 *
 * @param path the way to the member that holds the version; Slipcover writes the member
 * @param whenAbsent the version of a stored document that has no number and that no recognition rule tells
 * @param hidden whether clients never see the member, which then stands at the top of the document
 * @param spelling the spelling of type and version where the member holds both; null where it holds the version's number
 */
public record VersionRule(
        MemberPath path,
        int whenAbsent,
        boolean hidden,
        @Nullable TypeSpelling spelling) {
    public VersionRule {
        requireNonNull(path, "path");
        if (whenAbsent < 1) {
            throw new IllegalArgumentException("versions begin with 1, found " + whenAbsent);
        }
        if (hidden && (!path.isTop() || spelling != null)) {
            throw new IllegalArgumentException(
                    "a hidden version stands at the top of the document, alone in its member");
        }
    }

    /** The version's number stands in a member at the top of the document. */
    public VersionRule(JsonName field, int whenAbsent, boolean hidden) {
        this(MemberPath.of(field), whenAbsent, hidden, null);
    }

    /** The version stands in the member of the type, together with the type. */
    public static VersionRule spelled(MemberPath path, TypeSpelling spelling) {
        return new VersionRule(path, 1, false, spelling);
    }

    /** The member at the top of the document that holds the version, perhaps deep inside. */
    public JsonName field() {
        return path.top();
    }

    /** What stands at the path in a document of this type and version. */
    public JsonValue value(String type, int version) {
        return spelling == null ? JsonSlice.number(version) : JsonSlice.string(spelling.of(type, version));
    }

    // As a record says it anyway, but without code that is made at run time: the start needs it, for the digests of
    // views.
    @Override
    public String toString() {
        return "VersionRule[path=" + path.names() + ", whenAbsent=" + whenAbsent + ", hidden=" + hidden + ", spelling="
                + spelling + "]";
    }
}
