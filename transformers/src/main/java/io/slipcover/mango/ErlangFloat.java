package io.slipcover.mango;

import java.math.BigDecimal;
import java.math.MathContext;

/** How Erlang writes a float: the fewest digits that are read as the same one, with an exponent where that is shorter. */
final class ErlangFloat {
    private static final double LARGEST_PLAIN = 1L << 53;
    private static final int MOST_DIGITS = 17;

    private ErlangFloat() {}

    static String write(double value) {
        if (value == 0) {
            return 1 / value < 0 ? "-0.0" : "0.0";
        }
        BigDecimal shortest = shortest(Math.abs(value)).stripTrailingZeros();
        String digits = shortest.unscaledValue().toString();
        String text = place(digits, digits.length() - shortest.scale(), Math.abs(value) < LARGEST_PLAIN);
        return value < 0 ? "-" + text : text;
    }

    private static BigDecimal shortest(double value) {
        BigDecimal exact = new BigDecimal(value);
        for (int digits = 1; digits < MOST_DIGITS; digits++) {
            BigDecimal rounded = exact.round(new MathContext(digits));
            if (rounded.doubleValue() == value) {
                return rounded;
            }
        }
        return exact.round(new MathContext(MOST_DIGITS));
    }

    /** The number 0.digits × 10 to the power of {@code point}. */
    private static String place(String digits, int point, boolean mayBePlain) {
        int length = digits.length();
        if (point > 0 && point < length && mayBePlain) {
            return digits.substring(0, point) + "." + digits.substring(point);
        }
        String scientific = digits.charAt(0) + "." + (length == 1 ? "0" : digits.substring(1)) + "e" + (point - 1);
        String plain = point <= 0
                ? "0." + "0".repeat(-point) + digits
                : digits + "0".repeat(Math.max(0, point - length)) + ".0";
        return mayBePlain && plain.length() <= scientific.length() ? plain : scientific;
    }
}
