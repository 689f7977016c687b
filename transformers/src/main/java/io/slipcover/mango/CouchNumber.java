package io.slipcover.mango;

import io.slipcover.json.JsonNumber;
import io.slipcover.json.JsonValue;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * A number as CouchDB reads it. A number that is spelt without point and exponent is an integer of any size; any other is a float of 64
 * bits. Integers and floats are compared by their exact values.
 */
final class CouchNumber implements Comparable<CouchNumber> {
    /** The longest spelling of an integer that Slipcover computes with. */
    static final int LONGEST_INTEGER = 10_000;

    private static final int LONGEST_LONG = 18;

    /** Work with long numbers grows with the square of their length. */
    private static final int DIGITS_SQUARED_OF_A_STEP = 1024;

    private final String text;
    private final boolean integer;

    private CouchNumber(String text, boolean integer) {
        this.text = text;
        this.integer = integer;
    }

    /** The number that this value is. */
    static CouchNumber of(JsonValue number) {
        String text = number.toString();
        return new CouchNumber(text, isSpeltAsInteger(text));
    }

    private static boolean isSpeltAsInteger(String text) {
        for (int at = 0; at < text.length(); at++) {
            char letter = text.charAt(at);
            if (letter == '.' || letter == 'e' || letter == 'E') {
                return false;
            }
        }
        return true;
    }

    /** The most steps that it takes to compute with the digits of a number that is spelt with so many letters. */
    static long stepsOf(int letters) {
        return 1 + (long) letters * letters / DIGITS_SQUARED_OF_A_STEP;
    }

    boolean isInteger() {
        return integer;
    }

    /** Whether the number is an integer that {@link #integer} can give. */
    boolean isComputable() {
        return integer && text.length() <= LONGEST_INTEGER;
    }

    /** The value of an integer that is not too long. */
    BigInteger integer() {
        if (!isComputable()) {
            throw new ArithmeticException("an integer with more than " + LONGEST_INTEGER + " digits");
        }
        return isShort() ? BigInteger.valueOf(Long.parseLong(text)) : new BigInteger(text);
    }

    /** The value of a float. */
    double number() {
        return Double.parseDouble(text);
    }

    private boolean isShort() {
        return text.length() <= LONGEST_LONG;
    }

    /** Whether the number is spelt as a float but is too large for one. CouchDB refuses to read such a number. */
    boolean isTooLarge() {
        return !integer && Double.isInfinite(number());
    }

    /** By value: 1 is 1.0, and 0 is -0.0. */
    @Override
    public int compareTo(CouchNumber other) {
        if (integer && other.integer && isShort() && other.isShort()) {
            return Long.compare(Long.parseLong(text), Long.parseLong(other.text));
        }
        return exact().compareTo(other.exact());
    }

    private JsonNumber exact() {
        if (integer || isTooLarge()) {
            return JsonNumber.parse(text);
        }
        return JsonNumber.of(new BigDecimal(number()));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CouchNumber that && integer == that.integer && compareTo(that) == 0;
    }

    @Override
    public int hashCode() {
        return exact().hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
