package io.slipcover.corpus;

import io.slipcover.json.JsonFormatException;
import io.slipcover.json.JsonNumber;
import io.slipcover.json.JsonSlice;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The one spelling of a plain value in JavaScript: what {@code JSON.stringify} makes of it. A number is the double nearest to it. */
final class DoubleSpelling {
    private DoubleSpelling() {}

    static String of(@Nullable Object value) {
        StringBuilder text = new StringBuilder();
        append(value, text);
        return text.toString();
    }

    private static void append(@Nullable Object value, StringBuilder text) {
        if (value instanceof Map<?, ?> object) {
            char separator = '{';
            for (Map.Entry<?, ?> member : object.entrySet()) {
                text.append(separator)
                        .append(JsonSlice.string((String) member.getKey()))
                        .append(':');
                append(member.getValue(), text);
                separator = ',';
            }
            text.append(separator == '{' ? "{}" : "}");
        } else if (value instanceof List<?> array) {
            char separator = '[';
            for (Object element : array) {
                text.append(separator);
                append(element, text);
                separator = ',';
            }
            text.append(separator == '[' ? "[]" : "]");
        } else if (value instanceof String string) {
            text.append(JsonSlice.string(string));
        } else {
            text.append(value instanceof BigDecimal number ? number(number.doubleValue()) : String.valueOf(value));
        }
    }

    /** The plain value with numbers of so many digits at most. */
    static Object rounded(Object value, MathContext digits) {
        if (value instanceof Map<?, ?> object) {
            Map<Object, @Nullable Object> rounded = new LinkedHashMap<>();
            object.forEach((name, member) -> rounded.put(name, member == null ? null : rounded(member, digits)));
            return rounded;
        }
        if (value instanceof List<?> array) {
            List<@Nullable Object> rounded = new ArrayList<>();
            array.forEach(element -> rounded.add(element == null ? null : rounded(element, digits)));
            return rounded;
        }
        return value instanceof BigDecimal number ? number.round(digits) : value;
    }

    /** Whether the text spells a number that JavaScript would spell as another one. */
    static boolean isNumberBetweenDoubles(String text) {
        JsonNumber number;
        try {
            number = JsonNumber.parse(text);
        } catch (JsonFormatException none) {
            return false;
        }
        double nearest = Double.parseDouble(text);
        return Double.isInfinite(nearest) || !JsonNumber.parse(number(nearest)).equals(number);
    }

    /**
     * ECMAScript's Number::toString.
     *
     * @throws ArithmeticException where the number is infinite
     */
    static String number(double value) {
        if (Double.isInfinite(value)) {
            throw new ArithmeticException("JSON has no infinite number");
        }
        BigDecimal decimal = shortest(value);
        int exponent = decimal.precision() - decimal.scale() - 1;
        if (decimal.signum() == 0) {
            return "0";
        }
        if (exponent < 21 && exponent >= -7) {
            return decimal.toPlainString();
        }
        String digits = decimal.unscaledValue().abs().toString();
        return (decimal.signum() < 0 ? "-" : "")
                + digits.charAt(0)
                + (digits.length() > 1 ? "." + digits.substring(1) : "")
                + (exponent < 0 ? "e" : "e+")
                + exponent;
    }

    /** The decimal with the fewest digits that is read as this double. Java 17 often has a digit more. */
    private static BigDecimal shortest(double value) {
        BigDecimal shortest = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        BigDecimal exact = new BigDecimal(value);
        while (shortest.precision() > 1) {
            BigDecimal shorter = exact.round(new MathContext(shortest.precision() - 1));
            if (shorter.doubleValue() != value) {
                return shortest;
            }
            shortest = shorter.stripTrailingZeros();
        }
        return shortest;
    }
}
