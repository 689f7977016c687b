package io.slipcover.query;

import io.slipcover.json.JsonKind;
import io.slipcover.lens.Change;
import io.slipcover.mango.Condition;
import io.slipcover.mango.FieldPath;

/** The rule for a value that is replaced by another, of which the kind alone is known. {@code null} stays. */
record RewrittenRule(Change.Rewritten change) implements Rule {
    @Override
    public boolean keeps(FieldPath path) {
        return !path.first().equals(change.name().text());
    }

    @Override
    public Approximation lead(FieldPath path, Condition condition) {
        FieldPath member = FieldPath.of(path.first());
        if (!path.rest().isRoot()) {
            return PathSelectors.isForMissing(condition) ? PathSelectors.isMissing(member) : Approximation.NOTHING;
        }
        return condition instanceof Condition.Exists
                ? PathSelectors.at(path, condition)
                : byKind(member, change.from(), change.to(), condition);
    }

    /** The question for a value of the one kind that is shown as one of the other, where nothing else is known. */
    static Approximation byKind(FieldPath member, JsonKind from, JsonKind shown, Condition condition) {
        Approximation written = PathSelectors.isA(member, from);
        return Approximation.or(
                PathSelectors.mayHoldFor(shown, condition)
                        ? PathSelectors.isAboutKind(condition) ? written : written.widened()
                        : Approximation.NOTHING,
                PathSelectors.holdsForNull(condition) ? PathSelectors.isNull(member) : Approximation.NOTHING);
    }

    @Override
    public FieldPath source(FieldPath path) {
        return path;
    }
}
