package io.slipcover.query;

import io.slipcover.lens.Change;
import io.slipcover.mango.Condition;
import io.slipcover.mango.FieldPath;

/**
 * The rule for a member that is there afterwards. Where the condition holds for the value that is filled in, a missing member is as good.
 */
record FilledRule(Change.Filled change) implements Rule {
    @Override
    public boolean keeps(FieldPath path) {
        return !path.first().equals(change.name().text());
    }

    @Override
    public Approximation lead(FieldPath path, Condition condition) {
        FieldPath member = FieldPath.of(path.first());
        Approximation there = PathSelectors.at(path, condition);
        if (PathSelectors.isForMissing(condition)) {
            there = Approximation.and(PathSelectors.isThere(member), there);
        }
        if (!PathSelectors.holdsIn(change.value(), path.rest(), condition)) {
            return there;
        }
        boolean always = path.equals(member) && condition.equals(new Condition.Exists(true));
        return always ? Approximation.EVERYTHING : Approximation.or(there, PathSelectors.isMissing(member));
    }

    @Override
    public FieldPath source(FieldPath path) {
        return path;
    }
}
