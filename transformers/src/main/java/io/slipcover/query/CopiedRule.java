package io.slipcover.query;

import io.slipcover.lens.Change;
import io.slipcover.mango.Condition;
import io.slipcover.mango.FieldPath;
import org.jspecify.annotations.Nullable;

/** The rule for a member that stands under a second name, too. A question about the copy becomes a question about the original. */
record CopiedRule(Change.Copied change) implements Rule {
    @Override
    public boolean keeps(FieldPath path) {
        return !isCopy(path);
    }

    @Override
    public Approximation lead(FieldPath path, Condition condition) {
        return PathSelectors.moved(path, source(path), condition);
    }

    @Override
    public FieldPath source(FieldPath path) {
        return isCopy(path) ? FieldPath.of(change.from().text()).then(path.rest()) : path;
    }

    @Override
    public @Nullable FieldPath moved(FieldPath path) {
        return source(path);
    }

    private boolean isCopy(FieldPath path) {
        return path.first().equals(change.to().text());
    }
}
