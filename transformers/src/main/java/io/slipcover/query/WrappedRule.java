package io.slipcover.query;

import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import io.slipcover.lens.Change;
import io.slipcover.mango.Comparison;
import io.slipcover.mango.Condition;
import io.slipcover.mango.FieldPath;
import io.slipcover.mango.Selector;
import java.math.BigInteger;

/** The rule for a value that is the only element of an array afterwards, or for {@code null}, which becomes an empty array. */
record WrappedRule(Change.Wrapped change) implements Rule {
    @Override
    public boolean keeps(FieldPath path) {
        return !path.first().equals(change.name().text());
    }

    @Override
    public Approximation lead(FieldPath path, Condition condition) {
        FieldPath member = FieldPath.of(path.first());
        return path.rest().isRoot() ? ofArray(member, condition) : ofElement(member, path, condition);
    }

    private static Approximation ofElement(FieldPath member, FieldPath path, Condition condition) {
        FieldPath inElement = path.rest().rest();
        if (!Indexes.isFirst(path.rest().first())) {
            return PathSelectors.isForMissing(condition) ? PathSelectors.isMissing(member) : Approximation.NOTHING;
        }
        Approximation before = PathSelectors.moved(path, member.then(inElement), condition);
        // Where the value is null there is no element.
        return inElement.isRoot() && PathSelectors.holdsForNull(condition)
                ? Approximation.and(isElement(member), before)
                : before;
    }

    private static Approximation ofArray(FieldPath member, Condition condition) {
        if (condition instanceof Condition.Exists) {
            return PathSelectors.at(member, condition);
        }
        if (PathSelectors.isAboutKind(condition)) {
            return PathSelectors.mayHoldFor(JsonKind.ARRAY, condition)
                    ? PathSelectors.isThere(member)
                    : Approximation.NOTHING;
        }
        if (condition instanceof Condition.Compare compare && compare.operand().kind() == JsonKind.ARRAY) {
            return compared(member, compare.comparison(), compare.operand().asArray());
        }
        if (condition instanceof Condition.In in) {
            return Approximation.or(in.operands().stream()
                    .filter(operand -> !operand.isNull())
                    .map(operand -> PathSelectors.compare(member, Comparison.EQ, operand))
                    .toList());
        }
        if (condition instanceof Condition.All all) {
            return ofAll(member, all);
        }
        if (condition instanceof Condition.Size size) {
            return ofSize(member, size.size());
        }
        if (condition instanceof Condition.ElementMatches matches) {
            return ofOnly(member, matches.selector());
        }
        if (condition instanceof Condition.AllMatch matches) {
            return ofOnly(member, matches.selector());
        }
        if (!PathSelectors.mayHoldFor(JsonKind.ARRAY, condition)) {
            return Approximation.NOTHING;
        }
        return condition instanceof Condition.Compare
                ? PathSelectors.isThere(member)
                : PathSelectors.isThere(member).widened();
    }

    /** The condition that all of some values are among the elements, or that the array itself is the only one of them. */
    private static Approximation ofAll(FieldPath member, Condition.All all) {
        if (all.operands().isEmpty()) {
            return Approximation.NOTHING;
        }
        Approximation elements = Approximation.and(all.operands().stream()
                .map(operand -> operand.isNull()
                        ? Approximation.NOTHING
                        : PathSelectors.compare(member, Comparison.EQ, operand).widened())
                .toList());
        JsonValue only = all.operands().get(0);
        return all.operands().size() == 1 && only.kind() == JsonKind.ARRAY
                ? Approximation.or(
                        elements,
                        compared(member, Comparison.EQ, only.asArray()).widened())
                : elements;
    }

    private static Approximation compared(FieldPath member, Comparison comparison, JsonArray operand) {
        JsonValue first = operand.isEmpty() ? JsonSlice.NULL : operand.get(0);
        boolean isLikeOne = operand.isEmpty() || (operand.size() == 1 && !first.isNull());
        if (comparison == Comparison.EQ) {
            return isLikeOne ? PathSelectors.compare(member, Comparison.EQ, first) : Approximation.NOTHING;
        }
        if (isLikeOne) {
            return PathSelectors.compare(member, comparison, first);
        }
        return PathSelectors.isThere(member).widened();
    }

    private static Approximation ofSize(FieldPath member, BigInteger size) {
        if (size.signum() == 0) {
            return PathSelectors.isNull(member);
        }
        return size.equals(BigInteger.ONE) ? isElement(member) : Approximation.NOTHING;
    }

    private static Approximation ofOnly(FieldPath member, Selector element) {
        return Nesting.only(isElement(member), member, Nesting.below(member, element));
    }

    private static Approximation isElement(FieldPath member) {
        return PathSelectors.compare(member, Comparison.NE, JsonSlice.NULL);
    }

    @Override
    public FieldPath source(FieldPath path) {
        if (path.parts().size() > 1 && Indexes.isFirst(path.parts().get(1))) {
            return FieldPath.of(path.first()).then(path.rest().rest());
        }
        return path;
    }
}
