package io.slipcover.query;

import io.slipcover.lens.Change;
import io.slipcover.mango.Condition;
import io.slipcover.mango.FieldPath;
import io.slipcover.mango.Selector;

/** The rule for changes of some objects. An object is found where the question holds for it with the changes, or without them. */
record ConditionedRule(Change.Conditioned change) implements Rule {
    @Override
    public boolean keeps(FieldPath path) {
        return ChangedObject.keeps(change.changes(), path);
    }

    @Override
    public Approximation lead(FieldPath path, Condition condition) {
        Approximation changed = BackThroughChanges.lead(new Selector.At(path, condition), change.changes());
        return Approximation.or(changed, PathSelectors.at(path, condition)).widened();
    }

    @Override
    public FieldPath source(FieldPath path) {
        throw new NoSingleFieldException(path.first() + " differs from object to object there");
    }
}
