package io.slipcover.query;

import io.slipcover.lens.Change;
import io.slipcover.mango.Condition;
import io.slipcover.mango.FieldPath;

/** The rule for a member that is not there afterwards, whatever it was. */
record DroppedRule(Change.Dropped change) implements Rule {
    @Override
    public boolean keeps(FieldPath path) {
        return !path.first().equals(change.name().text());
    }

    @Override
    public Approximation lead(FieldPath path, Condition condition) {
        return PathSelectors.ofNothing(condition);
    }

    @Override
    public FieldPath source(FieldPath path) {
        throw new NoSingleFieldException(change.name() + " is not shown");
    }
}
