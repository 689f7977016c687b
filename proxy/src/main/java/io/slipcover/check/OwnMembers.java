package io.slipcover.check;

import io.slipcover.catalog.Catalog;
import io.slipcover.catalog.TypeRule;
import io.slipcover.json.JsonName;
import io.slipcover.json.MemberPath;
import java.util.HashSet;
import java.util.Set;

/** The members at the top of a document by which Slipcover tells its type and its version, so that no client edits them. */
public record OwnMembers(Catalog catalog) {
    private static final JsonName ID = JsonName.of("_id");

    /** Whether a document would get another type or version without the member. */
    boolean areNeeded(JsonName member) {
        return member.equals(ID)
                || catalog.types().stream().anyMatch(type -> ofType(type).contains(member));
    }

    /** The members in which the type or the version of a document of this type stands, perhaps among other things. */
    public Set<JsonName> ofType(String type) {
        Set<JsonName> members = new HashSet<>();
        members.add(catalog.versionRule().field());
        catalog.typeRule().looksAt(type).forEach(path -> members.add(path.top()));
        return members;
    }

    /** The members that no lens of the type may change, or not all of what stands in them. */
    public Set<JsonName> reserved(String type) {
        Set<JsonName> members = new HashSet<>();
        members.add(catalog.versionRule().field());
        catalog.typeRule().reserved(type).forEach(path -> members.add(path.top()));
        return members;
    }

    /** Whether nothing but what tells the type or the version of a document of this type stands in the member. */
    boolean fill(String type, JsonName member) {
        return (member.equals(catalog.versionRule().field())
                        && catalog.versionRule().path().isTop())
                || catalog.typeRule().reserved(type).stream()
                        .anyMatch(path -> path.isTop() && path.top().equals(member));
    }

    /** Whether the member's values tell nothing but what the configuration tells, or the list of ids. */
    public boolean areNoSecret(JsonName member) {
        return member.equals(ID)
                || (member.equals(catalog.versionRule().field())
                        && catalog.versionRule().path().isTop())
                || (catalog.typeRule() instanceof TypeRule.ByField rule
                        && rule.path().equals(MemberPath.of(member)));
    }
}
