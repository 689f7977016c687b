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
        FieldPath whole = FieldPath.of(path.first());
        if (path.parts().size() == 1) {
            return new ChangedObject(whole, List.of()).whole(condition);
        }
        FieldPath value = whole.child(path.rest().first());
        FieldPath inValue = path.rest().rest();
        if (change.as() != null) {
            return new ChangedValue(value, change.changes(), change.as()).part(inValue, condition);
        }
        ChangedObject object = new ChangedObject(value, change.changes());
        return inValue.isRoot() ? object.whole(condition) : object.part(inValue, condition);
    }

    @Override
    public FieldPath source(FieldPath path) {
        if (path.parts().size() == 1) {
            return path;
        }
        FieldPath value = FieldPath.of(path.first(), path.rest().first());
        FieldPath inValue = path.rest().rest();
        if (change.as() != null) {
            return new ChangedValue(value, change.changes(), change.as()).source(inValue);
        }
        return inValue.isRoot() ? path : new ChangedObject(value, change.changes()).source(inValue);
    }
}
