package io.slipcover.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * An exact decimal: a sign, digits and an exponent of any size. Numbers are equal when their values are: 1, 1.0 and 1e0, 0 and -0.
 *
 * <p>Reading, comparing and hashing take time and memory in proportion to the characters the number is spelt with, never to its value:
 * 1e1000000000 is as cheap as 1. What spells out or computes with digits has a limit and throws an {@link ArithmeticException} beyond
 * it.
 *
 * <p>A number is kept as 0.d₁d₂d₃… × 10 to the power of its magnitude, where neither the first nor the last digit is 0.
 */
public final class JsonNumber implements Comparable<JsonNumber> {
    /** How many digits, or powers of ten, are computed with. */
    public static final int LIMIT = 10_000;

    private static final int LONGEST_PLAIN = 30;
    private static final JsonNumber ZERO = new JsonNumber(0, "", DecimalExponent.ZERO);

    private final int sign;
    private final String digits;
    private final DecimalExponent magnitude;

    private JsonNumber(int sign, String digits, DecimalExponent magnitude) {
        this.sign = sign;
        this.digits = digits;
        this.magnitude = magnitude;
    }

    /**
     * The number that the text spells in JSON's grammar, without whitespace.
     *
     * @throws JsonFormatException where it does not; the offset counts characters
     */
    public static JsonNumber parse(CharSequence text) {
        return new JsonNumberReader(text).read();
    }

    public static JsonNumber parse(byte[] bytes) {
        return parse(new String(bytes, ISO_8859_1));
    }

    public static JsonNumber of(long value) {
        return of(BigDecimal.valueOf(value));
    }

    public static JsonNumber of(BigDecimal value) {
        return of(value.signum(), value.unscaledValue().abs().toString(), DecimalExponent.of(-(long) value.scale()));
    }

    /** The number whose digits, zeros at either end included, are followed by {@code exponent} zeros more. */
    static JsonNumber of(int sign, String digits, DecimalExponent exponent) {
        int first = 0;
        while (first < digits.length() && digits.charAt(first) == '0') {
            first++;
        }
        if (first == digits.length()) {
            return ZERO;
        }
        int end = digits.length();
        while (digits.charAt(end - 1) == '0') {
            end--;
        }
        return new JsonNumber(sign, digits.substring(first, end), exponent.plus(digits.length() - first));
    }

    /** How many digits there are from the first to the last that is not 0; 1 for 0. */
    public int digits() {
        return Math.max(1, digits.length());
    }

    /**
     * The power of ten of the first digit that is not 0, as scientific notation has it: 2 for 123, -3 for 0.001, 0 for 0. Beyond what a
     * long holds, the largest or smallest long.
     */
    public long exponent() {
        return sign == 0 ? 0 : magnitude.saturatedMinusOne();
    }

    public boolean isInteger() {
        return magnitude.compareTo(DecimalExponent.of(digits.length())) >= 0;
    }

    /** -1, 0 or 1. */
    public int sign() {
        return sign;
    }

    /**
     * The exact product.
     *
     * @throws ArithmeticException where a factor has more than {@link #LIMIT} digits, or an exponent beyond it
     */
    public JsonNumber times(JsonNumber factor) {
        if (sign == 0 || factor.sign == 0) {
            return ZERO;
        }
        return of(unscaled().multiply(factor.unscaled()), scale() + factor.scale());
    }

    private static JsonNumber of(BigInteger unscaled, long scale) {
        return of(unscaled.signum(), unscaled.abs().toString(), DecimalExponent.of(-scale));
    }

    /**
     * The same value; an integer has the scale 0, any other number the smallest that it needs.
     *
     * @throws ArithmeticException where there are more than {@link #LIMIT} digits, or an exponent beyond it
     */
    public BigDecimal toBigDecimal() {
        if (sign == 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal value = new BigDecimal(unscaled(), (int) scale());
        return value.scale() < 0 ? value.setScale(0) : value;
    }

    private BigInteger unscaled() {
        requireWithinLimit();
        BigInteger unscaled = new BigInteger(digits);
        return sign < 0 ? unscaled.negate() : unscaled;
    }

    private long scale() {
        return digits.length() - magnitude.saturated();
    }

    private void requireWithinLimit() {
        if (!isWithinLimit()) {
            throw new ArithmeticException("a number with more than " + LIMIT + " digits, or an exponent beyond that");
        }
    }

    /** Whether the number has at most {@link #LIMIT} digits, and an exponent within it, so that it can be computed with. */
    public boolean isWithinLimit() {
        return digits.length() <= LIMIT && exponent() <= LIMIT && exponent() >= -LIMIT;
    }

    /**
     * The shortest decimal without an exponent: 100 for 1e2, 1.5 for 1.50, 0 for -0.
     *
     * @throws ArithmeticException where it had more than {@link #LIMIT} digits
     */
    public String toPlainString() {
        if (sign == 0) {
            return "0";
        }
        if (!isWithinLimit() || plainLength() > LIMIT) {
            throw new ArithmeticException("a number that takes more than " + LIMIT + " digits to spell out");
        }
        return plain();
    }

    /** How many digits the plain spelling has; at most twice the limit, where the number is within it. */
    private long plainLength() {
        long before = Math.max(1, magnitude.saturated());
        long after = Math.max(0, scale());
        return before + after;
    }

    private String plain() {
        int point = (int) magnitude.saturated();
        StringBuilder text = new StringBuilder(digits.length() + Math.abs(point) + 3);
        if (sign < 0) {
            text.append('-');
        }
        if (point <= 0) {
            return text.append("0.").append("0".repeat(-point)).append(digits).toString();
        }
        if (point >= digits.length()) {
            return text.append(digits)
                    .append("0".repeat(point - digits.length()))
                    .toString();
        }
        return text.append(digits, 0, point)
                .append('.')
                .append(digits, point, digits.length())
                .toString();
    }

    @Override
    public int compareTo(JsonNumber other) {
        if (sign != other.sign) {
            return Integer.compare(sign, other.sign);
        }
        int order = magnitude.compareTo(other.magnitude);
        if (order == 0) {
            order = digits.compareTo(other.digits);
        }
        return sign * Integer.signum(order);
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof JsonNumber that
                        && sign == that.sign
                        && magnitude.equals(that.magnitude)
                        && digits.equals(that.digits));
    }

    @Override
    public int hashCode() {
        return 31 * (31 * digits.hashCode() + magnitude.hashCode()) + sign;
    }

    /** The JSON number: plain where that takes no more than 30 digits, else scientific, like 1.5e-40. */
    @Override
    public String toString() {
        if (sign == 0) {
            return "0";
        }
        if (isWithinLimit() && plainLength() <= LONGEST_PLAIN) {
            return plain();
        }
        StringBuilder text = new StringBuilder(digits.length() + 24);
        if (sign < 0) {
            text.append('-');
        }
        text.append(digits.charAt(0));
        if (digits.length() > 1) {
            text.append('.').append(digits, 1, digits.length());
        }
        return text.append('e').append(magnitude.plus(-1)).toString();
    }
}
