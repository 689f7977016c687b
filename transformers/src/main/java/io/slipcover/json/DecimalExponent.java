package io.slipcover.json;

import org.jspecify.annotations.Nullable;

/**
 * A power of ten of any size. Up to 18 digits it is a long; beyond, its decimal digits, since turning a million hostile digits into a
 * binary number takes time in proportion to their square.
 */
final class DecimalExponent implements Comparable<DecimalExponent> {
    static final DecimalExponent ZERO = new DecimalExponent(0, null);

    private static final int LONGEST = 18;
    private static final long LARGEST = 999_999_999_999_999_999L;

    /** The value; where that has more digits than a long, the largest or smallest long. */
    private final long saturated;

    /** The digits without a sign, where a long does not hold them. */
    private final @Nullable String digits;

    private DecimalExponent(long saturated, @Nullable String digits) {
        this.saturated = saturated;
        this.digits = digits;
    }

    static DecimalExponent of(long value) {
        if (Math.abs(value) <= LARGEST && value != Long.MIN_VALUE) {
            return new DecimalExponent(value, null);
        }
        return huge(value < 0, Long.toString(value).substring(value < 0 ? 1 : 0));
    }

    /** The exponent with these digits, of which the first ones may be 0. */
    static DecimalExponent of(boolean negative, String digits) {
        int first = 0;
        while (first < digits.length() && digits.charAt(first) == '0') {
            first++;
        }
        String significant = digits.substring(first);
        if (significant.length() > LONGEST) {
            return huge(negative, significant);
        }
        long value = significant.isEmpty() ? 0 : Long.parseLong(significant);
        return new DecimalExponent(negative ? -value : value, null);
    }

    private static DecimalExponent huge(boolean negative, String digits) {
        return new DecimalExponent(negative ? Long.MIN_VALUE : Long.MAX_VALUE, digits);
    }

    DecimalExponent plus(int summand) {
        if (digits == null) {
            return of(saturated + summand);
        }
        boolean negative = saturated < 0;
        char[] sum = ('0' + digits).toCharArray();
        long carry = negative ? -(long) summand : summand;
        for (int at = sum.length - 1; carry != 0; at--) {
            long digit = sum[at] - '0' + carry;
            sum[at] = (char) ('0' + Math.floorMod(digit, 10));
            carry = Math.floorDiv(digit, 10);
        }
        return of(negative, new String(sum));
    }

    long saturated() {
        return saturated;
    }

    long saturatedMinusOne() {
        return digits == null ? saturated - 1 : saturated;
    }

    @Override
    public int compareTo(DecimalExponent other) {
        int order = Long.compare(saturated, other.saturated);
        if (order != 0 || digits == null || other.digits == null) {
            return order;
        }
        order = Integer.compare(digits.length(), other.digits.length());
        if (order == 0) {
            order = digits.compareTo(other.digits);
        }
        return saturated < 0 ? -order : order;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DecimalExponent that && compareTo(that) == 0;
    }

    @Override
    public int hashCode() {
        return digits == null ? Long.hashCode(saturated) : digits.hashCode();
    }

    @Override
    public String toString() {
        return digits == null ? Long.toString(saturated) : (saturated < 0 ? "-" : "") + digits;
    }
}
