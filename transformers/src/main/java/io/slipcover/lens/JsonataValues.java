package io.slipcover.lens;

import com.dashjoin.jsonata.Jsonata;
import io.slipcover.json.JsonNumber;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The values of one document as the JSONata library takes and gives them.
 *
 * <p>The library has its own object for {@code null} (its undefined is Java's null), and computes with doubles. Its transform
 * operator copies an object by writing and reading it, which leaves 15 digits of each number. So a number that comes back is
 * taken for one that went in where it is what the library makes of that one, and either stands in the same place, or has so
 * many digits that this is no coincidence.
 */
final class JsonataValues extends PlainValues {
    private static final int COPIED_DIGITS = 15;
    private static final int FEWEST_DIGITS_TO_KNOW_BY = 14;
    private static final MathContext COPIED = new MathContext(COPIED_DIGITS);

    private final Map<BigDecimal, JsonNumber> originals = new HashMap<>();
    private final Set<BigDecimal> ambiguous = new HashSet<>();

    @Override
    Number number(JsonNumber number) {
        boolean isLong = number.digits() >= FEWEST_DIGITS_TO_KNOW_BY;
        if (!isLong && number.isInteger() && number.exponent() < 18) {
            return integer(number);
        }
        BigDecimal exact = number.toBigDecimal();
        double rounded = exact.doubleValue();
        if (isLong) {
            remember(number, exact);
            remember(number, exact.round(COPIED));
            if (!Double.isInfinite(rounded)) {
                remember(number, new BigDecimal(Double.toString(rounded)));
            }
        }
        if (number.isInteger() && number.exponent() < 18) {
            return integer(number);
        }
        boolean isExact = !Double.isInfinite(rounded) && new BigDecimal(Double.toString(rounded)).compareTo(exact) == 0;
        return isExact ? (Number) rounded : exact;
    }

    /** The library's ranges and indexes want the smallest type that an integer fits into. */
    private static Number integer(JsonNumber number) {
        long value = number.toBigDecimal().longValueExact();
        return value == (int) value ? (Number) (int) value : (Number) value;
    }

    private void remember(JsonNumber number, BigDecimal seen) {
        BigDecimal key = seen.stripTrailingZeros();
        if (key.precision() < FEWEST_DIGITS_TO_KNOW_BY) {
            return;
        }
        JsonNumber known = originals.putIfAbsent(key, number);
        if (known != null && !known.equals(number)) {
            ambiguous.add(key);
        }
    }

    @Override
    Object nothing() {
        return Jsonata.NULL_VALUE;
    }

    @Override
    boolean isLeftAlone(JsonNumber given, Number result) {
        BigDecimal exact = given.toBigDecimal();
        BigDecimal found = exact(result);
        if (exact.compareTo(found) == 0) {
            return true;
        }
        boolean isCopy = exact.doubleValue() == found.doubleValue()
                || exact.round(COPIED).compareTo(found) == 0;
        return isCopy && !(result instanceof BigDecimal);
    }

    @Override
    @Nullable
    JsonNumber original(BigDecimal result) {
        if (originals.isEmpty()) {
            return null;
        }
        BigDecimal key = result.stripTrailingZeros();
        return ambiguous.contains(key) ? null : originals.get(key);
    }
}
