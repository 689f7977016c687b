package io.slipcover.cli;

import io.slipcover.catalog.Catalog;
import io.slipcover.catalog.TypeRule;
import io.slipcover.json.JsonName;
import java.util.HashSet;
import java.util.Set;

/** The members that tell the type and the version of documents, and that no lens may name. */
final class TellingMembers {
    private TellingMembers() {}

    static Set<JsonName> of(Catalog catalog) {
        Set<JsonName> members = new HashSet<>();
        members.add(catalog.versionRule().field());
        if (catalog.typeRule() instanceof TypeRule.ByField rule) {
            members.add(rule.field());
        }
        return members;
    }
}
