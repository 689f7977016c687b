package io.slipcover.query;

import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonName;
import io.slipcover.lens.Change;
import io.slipcover.mango.Condition;
import io.slipcover.mango.FieldPath;
import java.util.List;

/** The rule for a string that stands in several pieces afterwards. About a piece, the rule can tell that it takes a string. */
record CutRule(Change.Cut change) implements Rule {
    @Override
    public boolean keeps(FieldPath path) {
        JsonName first = JsonName.of(path.first());
        return !first.equals(change.name()) && !change.into().contains(first);
    }

    @Override
    public Approximation lead(FieldPath path, Condition condition) {
        FieldPath whole = FieldPath.of(change.name().text());
        List<JsonName> pieces = change.into();
        int piece = pieces.indexOf(JsonName.of(path.first()));
        if (piece < 0) {
            return PathSelectors.ofNothing(condition);
        }
        if (PathSelectors.isForMissing(condition)) {
            return piece == 0 ? PathSelectors.isMissing(whole) : Approximation.anything();
        }
        if (!path.rest().isRoot()) {
            return Approximation.NOTHING;
        }
        if (piece == 0 && condition instanceof Condition.Exists) {
            return PathSelectors.at(whole, condition);
        }
        Approximation ofString = PathSelectors.mayHoldFor(JsonKind.STRING, condition)
                ? PathSelectors.isA(whole, JsonKind.STRING).widened()
                : Approximation.NOTHING;
        return piece == 0 && PathSelectors.holdsForNull(condition)
                ? Approximation.or(ofString, PathSelectors.isNull(whole))
                : ofString;
    }

    @Override
    public FieldPath source(FieldPath path) {
        throw new NoSingleFieldException(path.first() + " is a part of " + change.name() + " there");
    }
}
