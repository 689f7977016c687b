package io.slipcover.query;

import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonObject;
import io.slipcover.lens.Change;
import io.slipcover.mango.Condition;
import io.slipcover.mango.FieldPath;
import io.slipcover.mango.Selector;
import java.util.List;

/**
 * An object, {@code null} or nothing at a path. The changes leave alone what is no object.
 *
 * @param path where the object stands
 * @param changes the changes that are done to the object one after the other; they refuse what is neither an object nor {@code null}
 */
record ChangedObject(FieldPath path, List<Change> changes) implements ChangedElement {
    static boolean keeps(List<Change> changes, FieldPath path) {
        return changes.stream().allMatch(change -> change.accept(Rules.ALL).keeps(path));
    }

    /** The question about the object as a whole: as it stands, or because it was changed. */
    Approximation whole(Condition condition) {
        Approximation asItIs = PathSelectors.at(path, condition);
        if (PathSelectors.isAboutKind(condition) || !PathSelectors.mayHoldFor(JsonKind.OBJECT, condition)) {
            return asItIs;
        }
        return Approximation.or(asItIs, PathSelectors.isA(path, JsonKind.OBJECT))
                .widened();
    }

    @Override
    public Approximation part(FieldPath inObject, Condition condition) {
        if (inObject.isRoot()) {
            return whole(condition);
        }
        Approximation led = BackThroughChanges.lead(new Selector.At(inObject, condition), changes);
        Approximation ofObject = Nesting.below(path, led);
        if (ofObject.isNothing()) {
            return PathSelectors.isForMissing(condition) ? PathSelectors.isMissing(path) : ofObject;
        }
        if (!PathSelectors.isForMissing(condition)) {
            return Nesting.only(PathSelectors.isA(path, JsonKind.OBJECT), path, ofObject);
        }
        if (ofObject.selector().matches(Nesting.holding(path))) {
            ofObject = Approximation.and(PathSelectors.isA(path, JsonKind.OBJECT), ofObject);
        }
        return ofObject.selector().matches(JsonObject.empty())
                ? ofObject
                : Approximation.or(PathSelectors.isMissing(path), ofObject);
    }

    @Override
    public FieldPath source(FieldPath inObject) {
        return inObject.isRoot() ? path : path.then(StoredField.source(inObject, changes));
    }
}
