package io.slipcover.query;

import io.slipcover.lens.Change;
import io.slipcover.mango.Condition;
import io.slipcover.mango.FieldPath;
import org.jspecify.annotations.Nullable;

/** The rule for changes of the object in a member. */
record InsideRule(Change.Inside change) implements Rule {
    @Override
    public boolean keeps(FieldPath path) {
        if (!path.first().equals(change.name().text())) {
            return true;
        }
        return path.parts().size() > 1 && ChangedObject.keeps(change.changes(), path.rest());
    }

    @Override
    public Approximation lead(FieldPath path, Condition condition) {
        return object(path).part(path.rest(), condition);
    }

    private ChangedObject object(FieldPath path) {
        return new ChangedObject(FieldPath.of(path.first()), change.changes());
    }

    @Override
    public FieldPath source(FieldPath path) {
        return object(path).source(path.rest());
    }

    @Override
    public @Nullable FieldPath moved(FieldPath path) {
        FieldPath found = path.rest().isRoot() ? null : StoredField.moved(path.rest(), change.changes());
        return found == null ? null : FieldPath.of(path.first()).then(found);
    }
}
