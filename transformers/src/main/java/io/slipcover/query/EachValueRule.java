package io.slipcover.query;

import io.slipcover.lens.Change;
import io.slipcover.mango.Condition;
import io.slipcover.mango.FieldPath;
import java.util.List;

/** The rule for changes of each value of an object. A path names the value that it leads through, so that one value is asked about. */
record EachValueRule(Change.EachValue change) implements Rule {
    @Override
    public boolean keeps(FieldPath path) {
        if (!path.first().equals(change.name().text())) {
            return true;
        }
        return change.as() == null
                && path.parts().size() > 2
                && ChangedObject.keeps(change.changes(), path.rest().rest());
    }

    @Override
    public Approximation lead(FieldPath path, Condition condition) {
        return path.parts().size() == 1
                ? new ChangedObject(path, List.of()).whole(condition)
                : value(path).part(path.rest().rest(), condition);
    }

    @Override
    public FieldPath source(FieldPath path) {
        return path.parts().size() == 1 ? path : value(path).source(path.rest().rest());
    }

    /** The value that a path leads through. */
    private ChangedElement value(FieldPath path) {
        return ChangedElement.of(FieldPath.of(path.first(), path.rest().first()), change.changes(), change.as());
    }
}
