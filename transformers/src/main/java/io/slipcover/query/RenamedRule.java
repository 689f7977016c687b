package io.slipcover.query;

import io.slipcover.lens.Change;
import io.slipcover.mango.Condition;
import io.slipcover.mango.FieldPath;
import org.jspecify.annotations.Nullable;

/**
 * The rule for a member with another name. A question about the new name becomes a question about the old one. Under the old name nothing
 * is left.
 */
record RenamedRule(Change.Renamed change) implements Rule {
    @Override
    public boolean keeps(FieldPath path) {
        return !path.first().equals(change.from().text())
                && !path.first().equals(change.to().text());
    }

    @Override
    public Approximation lead(FieldPath path, Condition condition) {
        return isNew(path) ? PathSelectors.moved(path, source(path), condition) : PathSelectors.ofNothing(condition);
    }

    @Override
    public FieldPath source(FieldPath path) {
        if (!isNew(path)) {
            throw new NoSingleFieldException(change.from() + " is called " + change.to() + " there");
        }
        return FieldPath.of(change.from().text()).then(path.rest());
    }

    @Override
    public @Nullable FieldPath moved(FieldPath path) {
        return isNew(path) ? source(path) : null;
    }

    private boolean isNew(FieldPath path) {
        return path.first().equals(change.to().text());
    }
}
