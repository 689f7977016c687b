package io.slipcover.cli;

import io.slipcover.catalog.TypeRule;
import io.slipcover.catalog.TypeRule.ByCases.Case;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonValue;
import java.util.TreeMap;

/** The JSON of the rule that tells types of documents. */
final class TypeRuleJson {
    private TypeRuleJson() {}

    /** @param rule does not ask for the database */
    static Json of(TypeRule rule) {
        if (rule instanceof TypeRule.ByNames names) {
            Json types = new Json();
            new TreeMap<>(names.types()).forEach(types::with);
            return of(names.rule()).with("names", types);
        }
        if (rule instanceof TypeRule.ByField field) {
            return by("field").with("path", LensesJson.path(field.path()));
        }
        if (rule instanceof TypeRule.ByIdPrefix id) {
            return by("id").with("separator", id.separator());
        }
        if (rule instanceof TypeRule.ByMembers several) {
            return by("members")
                    .with(
                            "members",
                            several.members().stream().map(JsonName::text).toList());
        }
        if (rule instanceof TypeRule.BySpelling spelled) {
            return by("spelling")
                    .with("path", LensesJson.path(spelled.path()))
                    .with("spelling", VersionRuleJson.spelling(spelled.spelling()));
        }
        return by("cases").with("cases", ((TypeRule.ByCases) rule).cases(), TypeRuleJson::one);
    }

    private static Json by(String what) {
        return new Json().with("by", what);
    }

    private static Json one(Case one) {
        Json json = new Json().with("type", one.type());
        return one.condition() == null
                ? json
                : json.with("condition", JsonValue.of(one.condition().toString()));
    }
}
