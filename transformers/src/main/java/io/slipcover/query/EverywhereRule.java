package io.slipcover.query;

import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonName;
import io.slipcover.lens.Change;
import io.slipcover.mango.Condition;
import io.slipcover.mango.FieldPath;

/**
 * The rule for changes of some objects at any depth. A value that is no object and no list stays where it is, unless the changes name a
 * member on the way to it.
 */
record EverywhereRule(Change.Everywhere change) implements Rule {
    @Override
    public boolean keeps(FieldPath path) {
        return change.reserved().holds(JsonName.of(path.first()));
    }

    @Override
    public Approximation lead(FieldPath path, Condition condition) {
        if (!leadsThere(path)) {
            return Approximation.blind(change.description());
        }
        Approximation asItIs = PathSelectors.at(path, condition);
        if (isAboutScalars(condition)) {
            return asItIs;
        }
        return Approximation.or(
                        asItIs, PathSelectors.isA(path, JsonKind.OBJECT), PathSelectors.isA(path, JsonKind.ARRAY))
                .widened();
    }

    /** Whether the path leads to the same place before and afterwards: from each object on the way, the changes keep the rest of it. */
    private boolean leadsThere(FieldPath path) {
        for (FieldPath rest = path; !rest.isRoot(); rest = rest.rest()) {
            if (!ChangedObject.keeps(change.changes(), rest)) {
                return false;
            }
        }
        return true;
    }

    /** Whether all objects are alike to the condition, and all lists are. */
    private static boolean isAboutScalars(Condition condition) {
        return PathSelectors.isAboutKind(condition)
                || (condition instanceof Condition.Compare compare
                        && isScalar(compare.operand().kind()))
                || !(PathSelectors.mayHoldFor(JsonKind.OBJECT, condition)
                        || PathSelectors.mayHoldFor(JsonKind.ARRAY, condition));
    }

    private static boolean isScalar(JsonKind kind) {
        return kind != JsonKind.OBJECT && kind != JsonKind.ARRAY;
    }

    @Override
    public FieldPath source(FieldPath path) {
        if (leadsThere(path)) {
            return path;
        }
        throw new NoSingleFieldException(path + " differs from object to object there");
    }
}
