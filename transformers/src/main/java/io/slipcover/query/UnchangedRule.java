package io.slipcover.query;

import io.slipcover.mango.Condition;
import io.slipcover.mango.FieldPath;

/** The rule for a change that leaves everything as it is. */
record UnchangedRule() implements Rule {
    @Override
    public boolean keeps(FieldPath path) {
        return true;
    }

    @Override
    public Approximation lead(FieldPath path, Condition condition) {
        return PathSelectors.at(path, condition);
    }

    @Override
    public FieldPath source(FieldPath path) {
        return path;
    }
}
