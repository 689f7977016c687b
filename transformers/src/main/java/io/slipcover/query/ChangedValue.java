package io.slipcover.query;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.lens.Change;
import io.slipcover.mango.Condition;
import io.slipcover.mango.FieldPath;
import io.slipcover.mango.Selector;
import java.util.List;

/**
 * A value, or nothing, at a path. The changes are those of an object that has the value as its only member. They leave alone what is
 * missing.
 *
 * @param path where the value stands
 * @param changes the changes that are done to the object one after the other
 * @param as the member of the object
 */
record ChangedValue(FieldPath path, List<Change> changes, JsonName as) implements ChangedElement {
    @Override
    public Approximation part(FieldPath inValue, Condition condition) {
        FieldPath member = FieldPath.of(as.text()).then(inValue);
        Approximation ofValue = lead(Approximation.exactly(new Selector.At(member, condition)));
        if (PathSelectors.isForMissing(condition)) {
            return Approximation.or(PathSelectors.isMissing(path), ofValue);
        }
        return ofValue.selector().matches(JsonObject.empty())
                ? Approximation.and(PathSelectors.isThere(path), ofValue)
                : ofValue;
    }

    /** The question about the value as a whole, as it is asked of elements. */
    Approximation whole(Selector asked) {
        return lead(Nesting.below(FieldPath.of(as.text()), asked));
    }

    private Approximation lead(Approximation ofObject) {
        Approximation led = ofObject;
        for (int i = changes.size() - 1; i >= 0; i--) {
            led = BackThroughChanges.then(led, changes.get(i).accept(Rules.ALL));
        }
        Approximation outside = outside(led.selector());
        return new Approximation(outside.selector(), outside.isExact() && led.isExact(), led.blind());
    }

    /** The selector for the object, asked of what the object was made for. */
    private Approximation outside(Selector selector) {
        if (selector instanceof Selector.And and) {
            return Approximation.and(and.selectors().stream().map(this::outside).toList());
        }
        if (selector instanceof Selector.Or or && !or.selectors().isEmpty()) {
            return Approximation.or(or.selectors().stream().map(this::outside).toList());
        }
        if (Approximation.exactly(selector).isNothing()) {
            return Approximation.NOTHING;
        }
        if (selector instanceof Selector.At at && !at.path().isRoot()) {
            return at.path().first().equals(as.text())
                    ? PathSelectors.moved(at.path(), path.then(at.path().rest()), at.condition())
                    : PathSelectors.ofNothing(at.condition());
        }
        return selector instanceof Selector.Everything ? Approximation.EVERYTHING : Approximation.anything();
    }

    @Override
    public FieldPath source(FieldPath inValue) {
        FieldPath source = StoredField.source(FieldPath.of(as.text()).then(inValue), changes);
        if (source.isRoot() || !source.first().equals(as.text())) {
            throw new NoSingleFieldException(path.then(inValue) + " stands nowhere there");
        }
        return path.then(source.rest());
    }
}
