package io.slipcover.query;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonNumber;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import io.slipcover.lens.Change;
import io.slipcover.lens.Notation;
import io.slipcover.mango.Comparison;
import io.slipcover.mango.Condition;
import io.slipcover.mango.FieldPath;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;

/**
 * The rule for a value in another notation. Most questions become questions about the type alone. The rule can tell which number a string
 * in plain decimals is. It can also tell how a date and time that is shown for milliseconds stands to another, because such strings have
 * one order with the milliseconds.
 */
record RecodedRule(Change.Recoded change) implements Rule {
    /** The first date and time that a lens shows. */
    private static final String FIRST = "0000-01-01T00:00:00.000Z";

    /** The lengths of a date and time up to its year, month, day, hour, minute, second and millisecond. */
    private static final Set<Integer> ENDS_OF_PARTS = Set.of(4, 7, 10, 13, 16, 19, 23);

    @Override
    public boolean keeps(FieldPath path) {
        return !path.first().equals(change.name().text());
    }

    @Override
    public Approximation lead(FieldPath path, Condition condition) {
        FieldPath member = FieldPath.of(path.first());
        if (!path.rest().isRoot()) {
            return PathSelectors.isForMissing(condition) ? PathSelectors.isMissing(member) : Approximation.NOTHING;
        }
        if (condition instanceof Condition.Exists) {
            return PathSelectors.at(path, condition);
        }
        if (condition instanceof Condition.Compare compare && compare.operand().kind() == JsonKind.STRING) {
            return compared(member, compare);
        }
        if (condition instanceof Condition.In in) {
            return Approximation.or(in.operands().stream()
                    .map(operand -> lead(path, new Condition.Compare(Comparison.EQ, operand)))
                    .toList());
        }
        return byType(member, condition);
    }

    private Approximation compared(FieldPath member, Condition.Compare compare) {
        JsonSlice operand = (JsonSlice) compare.operand();
        if (change.from() == Notation.NUMBER && compare.comparison() == Comparison.EQ) {
            return isDecimal(member, operand);
        }
        if (change.from() == Notation.MILLISECONDS) {
            return comparedToDate(member, compare.comparison(), operand).orElseGet(() -> byType(member, compare));
        }
        return byType(member, compare);
    }

    /**
     * The comparison of the date and time that is shown with another one, or with the beginning of one; empty where the operand is neither.
     */
    private static Optional<Approximation> comparedToDate(FieldPath member, Comparison comparison, JsonSlice operand) {
        String text = operand.asString();
        if (text.length() > FIRST.length()) {
            return Optional.empty();
        }
        JsonSlice whole = JsonSlice.string(text + FIRST.substring(text.length()));
        JsonValue milliseconds = Notation.DATE_TIME.translate(whole);
        if (milliseconds == null || !isShown(Notation.MILLISECONDS, milliseconds, whole)) {
            return Optional.empty();
        }
        JsonNumber first = ((JsonSlice) milliseconds).asNumber();
        if (text.length() == FIRST.length()) {
            return Optional.of(compared(member, comparison, first));
        }
        return ENDS_OF_PARTS.contains(text.length())
                ? Optional.of(comparedToBeginning(member, comparison, JsonSlice.number(first)))
                : Optional.empty();
    }

    /** The comparison with the beginning of a date and time. A string that begins with the operand comes behind it, and is never equal. */
    private static Approximation comparedToBeginning(FieldPath member, Comparison comparison, JsonSlice first) {
        return switch (comparison) {
            case LT, LTE -> PathSelectors.compare(member, Comparison.LT, first);
            case GT, GTE -> PathSelectors.compare(member, Comparison.GTE, first);
            case EQ -> Approximation.NOTHING;
            case NE -> PathSelectors.isThere(member);
        };
    }

    private static Approximation isDecimal(FieldPath member, JsonSlice operand) {
        JsonValue number = Notation.DECIMAL.translate(operand);
        if (number != null && isShown(Notation.NUMBER, number, operand)) {
            return Values.isPlain(number)
                    ? PathSelectors.compare(member, Comparison.EQ, number)
                    : PathSelectors.isA(member, JsonKind.NUMBER).widened();
        }
        // Among printable characters of ASCII alone, none is equal to another to CouchDB.
        return isPrintable(operand.asString())
                ? Approximation.NOTHING
                : PathSelectors.isA(member, JsonKind.NUMBER).widened();
    }

    /** The comparison of the date and time that is shown with that of this number, a whole one. */
    private static Approximation compared(FieldPath member, Comparison comparison, JsonNumber milliseconds) {
        JsonValue first = JsonSlice.number(milliseconds);
        JsonValue next =
                JsonSlice.number(JsonNumber.of(milliseconds.toBigDecimal().add(BigDecimal.ONE)));
        return switch (comparison) {
            case LT -> PathSelectors.compare(member, Comparison.LT, first);
            case LTE -> PathSelectors.compare(member, Comparison.LT, next);
            case GTE -> PathSelectors.compare(member, Comparison.GTE, first);
            case GT -> PathSelectors.compare(member, Comparison.GTE, next);
            case EQ ->
                Approximation.and(
                        PathSelectors.compare(member, Comparison.GTE, first),
                        PathSelectors.compare(member, Comparison.LT, next));
            case NE ->
                Approximation.or(
                        PathSelectors.compare(member, Comparison.LT, first),
                        PathSelectors.compare(member, Comparison.GTE, next));
        };
    }

    private Approximation byType(FieldPath member, Condition condition) {
        return RewrittenRule.byKind(
                member, change.from().kind(), change.from().counterpart().kind(), condition);
    }

    /** Whether a lens shows the operand for a value. */
    private static boolean isShown(Notation notation, JsonValue value, JsonValue operand) {
        JsonValue shown = notation.translate((JsonSlice) value);
        return shown != null && shown.sameAs(operand);
    }

    private static boolean isPrintable(String text) {
        return US_ASCII.newEncoder().canEncode(text)
                && text.chars().allMatch(character -> character >= ' ' && character < 0x7f);
    }

    @Override
    public FieldPath source(FieldPath path) {
        return path;
    }
}
