package io.slipcover.cli;

import io.slipcover.catalog.Catalog;
import io.slipcover.json.JsonName;
import io.slipcover.json.MemberPath;
import java.util.HashSet;
import java.util.Set;

/** The members at the top of a type's documents that tell the type and the version, and that no lens may name. */
final class TellingMembers {
    private TellingMembers() {}

    static Set<JsonName> of(Catalog catalog, String type) {
        Set<JsonName> members = new HashSet<>();
        members.add(catalog.versionRule().path().top());
        for (MemberPath path : catalog.typeRule().looksAt(type)) {
            members.add(path.top());
        }
        return members;
    }
}
