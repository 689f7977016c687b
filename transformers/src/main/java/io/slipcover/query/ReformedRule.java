package io.slipcover.query;

import io.slipcover.lens.Change;
import io.slipcover.mango.Condition;
import io.slipcover.mango.FieldPath;

/** The rule for a value that has another form afterwards, which nobody can see through. Whether there is a value stays as it was. */
record ReformedRule(Change.Reformed change) implements Rule {
    @Override
    public boolean keeps(FieldPath path) {
        return !path.first().equals(change.name().text());
    }

    @Override
    public Approximation lead(FieldPath path, Condition condition) {
        FieldPath member = FieldPath.of(path.first());
        if (path.equals(member) && condition instanceof Condition.Exists) {
            return PathSelectors.at(member, condition);
        }
        Approximation blind = Approximation.blind(change.description());
        return PathSelectors.isForMissing(condition)
                ? blind
                : Approximation.and(blind, PathSelectors.isThere(member).widened());
    }

    @Override
    public FieldPath source(FieldPath path) {
        if (path.parts().size() == 1) {
            return path;
        }
        throw new NoSingleFieldException("nobody can see through " + change.description());
    }
}
