package io.slipcover.query;

import io.slipcover.lens.Change;
import io.slipcover.mango.Condition;
import io.slipcover.mango.FieldPath;
import java.math.BigInteger;

/** The rule for an array whose first element stands in its place afterwards. For an empty array, {@code null} does. */
record UnwrappedRule(Change.Unwrapped change) implements Rule {
    private static final Condition IS_EMPTY = new Condition.Size(BigInteger.ZERO);

    @Override
    public boolean keeps(FieldPath path) {
        return !path.first().equals(change.name().text());
    }

    @Override
    public Approximation lead(FieldPath path, Condition condition) {
        if (path.parts().size() == 1 && condition instanceof Condition.Exists) {
            return PathSelectors.at(path, condition);
        }
        Approximation ofFirst = PathSelectors.moved(path, source(path), condition);
        return path.parts().size() == 1 && PathSelectors.holdsForNull(condition)
                ? Approximation.or(ofFirst, PathSelectors.at(path, IS_EMPTY))
                : ofFirst;
    }

    @Override
    public FieldPath source(FieldPath path) {
        return FieldPath.of(path.first(), "0").then(path.rest());
    }
}
