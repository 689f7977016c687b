package io.slipcover.cli;

import io.slipcover.catalog.TypeSpelling;
import io.slipcover.catalog.VersionRule;

/** The JSON of the rule that tells versions of documents. */
final class VersionRuleJson {
    private VersionRuleJson() {}

    static Json of(VersionRule rule) {
        Json json = new Json()
                .with("path", LensesJson.path(rule.path()))
                .with("hidden", rule.hidden())
                .with("whenAbsent", rule.whenAbsent());
        return rule.spelling() == null ? json : json.with("spelling", spelling(rule.spelling()));
    }

    static Json spelling(TypeSpelling spelling) {
        return new Json()
                .with("before", spelling.before())
                .with("between", spelling.between())
                .with("behind", spelling.behind())
                .with("typeFirst", spelling.typeFirst());
    }
}
