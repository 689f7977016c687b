package io.slipcover.document;

import io.slipcover.catalog.Catalog;
import io.slipcover.catalog.Recognition;
import io.slipcover.catalog.TypeRule;
import io.slipcover.catalog.TypeRule.ByCases;
import io.slipcover.catalog.VersionRule;
import io.slipcover.json.JsonName;
import io.slipcover.lens.ObjectCondition;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The members whose values tell the type and the version of a document, where these stand at the top of it. Two documents with the same
 * names, and with the same values in these members, have the same type and version.
 */
final class PlanConditions {
    private static final JsonName DELETED = JsonName.of("_deleted");

    private final Set<JsonName> telling = new HashSet<>();

    private boolean known = true;

    private PlanConditions(Catalog catalog) {
        telling.add(DELETED);
        VersionRule versions = catalog.versionRule();
        known &= versions.path().isTop();
        telling.add(versions.field());
        add(catalog.typeRule());
        Recognition recognition = catalog.recognition();
        for (String type : recognition.types()) {
            recognition.versions(type).forEach(version -> add(recognition.rule(type, version)));
        }
    }

    /** The members of a catalog's documents; null where something else has a say, besides the id. */
    static @Nullable Set<JsonName> telling(Catalog catalog) {
        PlanConditions conditions = new PlanConditions(catalog);
        return conditions.known ? Set.copyOf(conditions.telling) : null;
    }

    private void add(TypeRule rule) {
        if (rule instanceof TypeRule.ByField field) {
            known &= field.path().isTop();
            telling.add(field.path().top());
        } else if (rule instanceof TypeRule.BySpelling spelling) {
            known &= spelling.path().isTop();
            telling.add(spelling.path().top());
        } else if (rule instanceof TypeRule.ByMembers members) {
            telling.addAll(members.members());
        } else if (rule instanceof ByCases cases) {
            cases.cases().forEach(one -> add(one.condition()));
        } else if (rule instanceof TypeRule.ByNames names) {
            known &= !(names.rule() instanceof TypeRule.ByIdPrefix);
            add(names.rule());
        } else {
            known &= rule instanceof TypeRule.ByIdPrefix;
        }
    }

    private void add(@Nullable ObjectCondition condition) {
        if (condition != null) {
            known &= condition.inside().isEmpty();
            telling.addAll(condition.equal().keySet());
        }
    }
}
