package io.slipcover.query;

import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonName;
import io.slipcover.lens.Change;
import io.slipcover.mango.Condition;
import io.slipcover.mango.FieldPath;
import java.util.List;
import java.util.function.Function;

/** The rule for strings that stand together in one string afterwards. About that string, the rule can tell whether it is there. */
record JoinedRule(Change.Joined change) implements Rule {
    @Override
    public boolean keeps(FieldPath path) {
        JsonName first = JsonName.of(path.first());
        return !first.equals(change.into()) && !change.names().contains(first);
    }

    @Override
    public Approximation lead(FieldPath path, Condition condition) {
        if (!path.first().equals(change.into().text())) {
            return PathSelectors.ofNothing(condition);
        }
        if (PathSelectors.isForMissing(condition)) {
            return Approximation.and(ofPieces(PathSelectors::isMissing));
        }
        if (!path.rest().isRoot()) {
            return Approximation.NOTHING;
        }
        if (condition instanceof Condition.Exists) {
            return Approximation.or(ofPieces(PathSelectors::isThere));
        }
        Approximation ofString = PathSelectors.mayHoldFor(JsonKind.STRING, condition)
                ? Approximation.or(ofPieces(piece -> PathSelectors.isA(piece, JsonKind.STRING)))
                        .widened()
                : Approximation.NOTHING;
        return PathSelectors.holdsForNull(condition) ? Approximation.or(ofString, isNull()) : ofString;
    }

    /** The question for {@code null}, which only the first piece has to answer. */
    private Approximation isNull() {
        List<Approximation> missing = ofPieces(PathSelectors::isMissing);
        FieldPath first = FieldPath.of(change.names().get(0).text());
        return Approximation.and(PathSelectors.isNull(first), Approximation.and(missing.subList(1, missing.size())));
    }

    private List<Approximation> ofPieces(Function<FieldPath, Approximation> question) {
        return change.names().stream()
                .map(piece -> question.apply(FieldPath.of(piece.text())))
                .toList();
    }

    @Override
    public FieldPath source(FieldPath path) {
        throw new NoSingleFieldException(path.first() + " is made of several members there");
    }
}
