package io.slipcover.query;

import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonNumber;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import io.slipcover.lens.Change;
import io.slipcover.mango.Comparison;
import io.slipcover.mango.Condition;
import io.slipcover.mango.FieldPath;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * The rule for a number that is a multiple afterwards. The rule divides bounds.
 *
 * <p>A lens multiplies exactly, but CouchDB compares floats. So the bounds are a little wider than the quotients. They are wider by more
 * than all rounding on the way: of the digits of the number before and after, of the bound, and of the new bound.
 */
record MultipliedRule(Change.Multiplied change) implements Rule {
    private static final BigDecimal MARGIN = new BigDecimal("2e-15");
    /** A bound above every number that becomes 0 when it is multiplied and then read as a float. */
    private static final BigDecimal AROUND_ZERO = new BigDecimal("1e-200");

    private static final long LARGEST_EXPONENT = 150;
    private static final int DIGITS = 17;

    @Override
    public boolean keeps(FieldPath path) {
        return !path.first().equals(change.name().text());
    }

    @Override
    public Approximation lead(FieldPath path, Condition condition) {
        FieldPath member = FieldPath.of(path.first());
        if (!path.rest().isRoot()) {
            return PathSelectors.at(path, condition);
        }
        if (condition instanceof Condition.Compare compare && compare.operand().kind() == JsonKind.NUMBER) {
            return compared(member, compare.comparison(), ((JsonSlice) compare.operand()).asNumber());
        }
        if (condition instanceof Condition.In in) {
            return Approximation.or(
                    in.operands().stream().map(operand -> is(member, operand)).toList());
        }
        if (condition instanceof Condition.NotIn || isNotModulo(condition)) {
            return PathSelectors.isThere(member).widened();
        }
        return condition instanceof Condition.Modulo
                ? PathSelectors.isA(member, JsonKind.NUMBER).widened()
                : PathSelectors.at(path, condition);
    }

    private static boolean isNotModulo(Condition condition) {
        return condition instanceof Condition.Not not && not.condition() instanceof Condition.Modulo;
    }

    private Approximation is(FieldPath member, JsonValue operand) {
        return operand.kind() == JsonKind.NUMBER
                ? compared(member, Comparison.EQ, ((JsonSlice) operand).asNumber())
                : PathSelectors.compare(member, Comparison.EQ, operand);
    }

    private Approximation compared(FieldPath member, Comparison comparison, JsonNumber operand) {
        if (comparison == Comparison.NE || Math.abs(operand.exponent()) > LARGEST_EXPONENT) {
            return PathSelectors.isThere(member).widened();
        }
        BigDecimal quotient = operand.toBigDecimal()
                .divide(change.factor().toBigDecimal(), new MathContext(2 * DIGITS, RoundingMode.HALF_EVEN));
        BigDecimal margin =
                quotient.signum() == 0 ? AROUND_ZERO : quotient.abs().multiply(MARGIN);
        Approximation least =
                PathSelectors.compare(member, Comparison.GTE, bound(quotient.subtract(margin), RoundingMode.FLOOR));
        Approximation most =
                PathSelectors.compare(member, Comparison.LTE, bound(quotient.add(margin), RoundingMode.CEILING));
        boolean isUp = change.factor().sign() > 0;
        Approximation bounds = switch (comparison) {
            case LT, LTE -> isUp ? most : Approximation.or(least, PathSelectors.isNull(member));
            case GT, GTE -> isUp ? least : Approximation.and(most, PathSelectors.isA(member, JsonKind.NUMBER));
            case EQ, NE -> Approximation.and(least, most);
        };
        return bounds.widened();
    }

    private static JsonValue bound(BigDecimal exact, RoundingMode rounding) {
        return JsonSlice.number(JsonNumber.of(exact.round(new MathContext(DIGITS, rounding))));
    }

    @Override
    public FieldPath source(FieldPath path) {
        return path;
    }
}
