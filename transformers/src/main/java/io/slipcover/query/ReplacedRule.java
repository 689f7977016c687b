package io.slipcover.query;

import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import io.slipcover.lens.Change;
import io.slipcover.mango.Comparison;
import io.slipcover.mango.Condition;
import io.slipcover.mango.FieldPath;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rule for values that others replace. It asks for the values whose replacements fit. The replacement for any other value may fit as
 * well. Then the rule asks for all values but those whose replacements do not fit.
 *
 * <p>A lens tells values apart more finely than CouchDB does: CouchDB takes some strings for equal that are not. So the rule may ask for
 * too much, but it must not leave out too much. Therefore it leaves strings out by a regular expression.
 */
record ReplacedRule(Change.Replaced change) implements Rule {
    @Override
    public boolean keeps(FieldPath path) {
        return !path.first().equals(change.name().text());
    }

    @Override
    public Approximation lead(FieldPath path, Condition condition) {
        FieldPath member = FieldPath.of(path.first());
        List<JsonValue> fitting = new ArrayList<>();
        List<JsonValue> others = new ArrayList<>();
        boolean missingFits = PathSelectors.isForMissing(condition);
        for (Change.Replacement replacement : first()) {
            boolean fits = fits(replacement.to(), path, condition);
            JsonValue from = replacement.from();
            if (from == null) {
                missingFits = fits;
            } else {
                (fits ? fitting : others).add(from);
            }
        }
        boolean allOthersFit =
                change.others() instanceof Change.Others.StandIn standIn && fits(standIn.value(), path, condition);
        Approximation there = allOthersFit ? allBut(member, others) : oneOf(member, fitting);
        if (change.others() instanceof Change.Others.Kept) {
            Approximation asItIs = PathSelectors.at(path, condition);
            boolean maybeTooMany = (PathSelectors.isForMissing(condition) && !missingFits)
                    || others.stream().anyMatch(from -> PathSelectors.holdsIn(from, path.rest(), condition));
            // Not without those values: one more condition for each would be led through each further lens.
            there = Approximation.or(there, maybeTooMany ? asItIs.widened() : asItIs);
        }
        return missingFits ? Approximation.or(PathSelectors.isMissing(member), there) : there;
    }

    /** Whether the condition holds for what a value became, or for no member. */
    private static boolean fits(@Nullable JsonValue value, FieldPath path, Condition condition) {
        return value == null
                ? PathSelectors.isForMissing(condition)
                : PathSelectors.holdsIn(value, path.rest(), condition);
    }

    /** The replacements, without those that an earlier one has taken the place of. */
    private List<Change.Replacement> first() {
        List<Change.Replacement> first = new ArrayList<>();
        for (Change.Replacement replacement : change.replacements()) {
            if (first.stream().noneMatch(earlier -> JsonValue.areSame(earlier.from(), replacement.from()))) {
                first.add(replacement);
            }
        }
        return first;
    }

    private Approximation oneOf(FieldPath member, List<JsonValue> values) {
        boolean othersAreRefused = change.others() instanceof Change.Others.Refused;
        boolean areScalars = values.stream().allMatch(value -> Values.isPlain(value) && isScalar(value));
        if (values.size() > 1 && areScalars && othersAreRefused) {
            // An array with such an element is found too, but refused.
            return PathSelectors.at(member, new Condition.In(values));
        }
        Approximation one =
                Approximation.or(values.stream().map(value -> is(member, value)).toList());
        // CouchDB takes some strings for equal that are not. A lens refuses them, unless it does something with any
        // value. Then their views decide.
        return othersAreRefused || values.stream().noneMatch(value -> value.kind() == JsonKind.STRING)
                ? one
                : one.widened();
    }

    private static Approximation is(FieldPath member, JsonValue value) {
        return Values.isPlain(value)
                ? PathSelectors.compare(member, Comparison.EQ, value)
                : PathSelectors.isA(member, value.kind()).widened();
    }

    private static Approximation allBut(FieldPath member, List<JsonValue> values) {
        List<Approximation> parts = new ArrayList<>();
        parts.add(PathSelectors.isThere(member));
        for (JsonValue value : values) {
            parts.add(isNot(member, value));
        }
        return Approximation.and(parts);
    }

    private static Approximation isNot(FieldPath member, JsonValue value) {
        if (value.kind() == JsonKind.STRING) {
            return Values.isExactly(((JsonSlice) value).asString())
                    .map(expression -> PathSelectors.at(member, new Condition.Not(expression)))
                    .orElse(PathSelectors.isThere(member).widened());
        }
        return isScalar(value) && Values.isPlain(value)
                ? PathSelectors.compare(member, Comparison.NE, value)
                : PathSelectors.isThere(member).widened();
    }

    private static boolean isScalar(JsonValue value) {
        return value.kind() != JsonKind.ARRAY && value.kind() != JsonKind.OBJECT;
    }

    @Override
    public FieldPath source(FieldPath path) {
        return path;
    }
}
