package io.slipcover.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonNumber;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import io.slipcover.mango.Condition;
import io.slipcover.mango.Selector;
import java.math.BigDecimal;
import java.util.Optional;

/** The reading that CouchDB has of values that a lens knows exactly. */
final class Values {
    private static final JsonNumber LARGEST_PLAIN = JsonNumber.of(1L << 53);
    private static final int LONGEST_EXPRESSION = 1_000;

    private Values() {}

    /**
     * Whether CouchDB takes the value for equal to all values that are equal to it in JSON. To CouchDB the order of members counts, and of
     * most numbers with a point only the first digits.
     */
    static boolean isPlain(JsonValue value) {
        return switch (value.kind()) {
            case NULL, BOOLEAN, STRING -> true;
            case NUMBER -> isPlain(((JsonSlice) value).asNumber());
            case ARRAY -> areElementsPlain(value.asArray());
            case OBJECT -> isMemberPlain(value.asObject());
        };
    }

    /** Whether this number is a float of 64 bits that is written with the fewest digits. */
    static boolean isPlain(JsonNumber number) {
        JsonNumber absolute = number.sign() < 0 ? number.times(JsonNumber.of(-1)) : number;
        if (number.digits() > 17 || absolute.compareTo(LARGEST_PLAIN) > 0 || number.exponent() < -300) {
            return false;
        }
        BigDecimal exact = number.toBigDecimal();
        return new BigDecimal(Double.toString(exact.doubleValue())).compareTo(exact) == 0;
    }

    private static boolean areElementsPlain(JsonArray array) {
        for (int i = 0; i < array.size(); i++) {
            if (!isPlain(array.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isMemberPlain(JsonObject object) {
        return object.isEmpty() || (object.size() == 1 && isPlain(object.value(0)));
    }

    /** The condition that a value is this string, byte by byte; empty where the string cannot be spelt so. */
    static Optional<Condition> isExactly(String text) {
        return literal(text).map(expression -> regularExpression("\\A" + expression + "\\z"));
    }

    /** The condition that a value begins with this string, byte by byte; empty where the string cannot be spelt so. */
    static Optional<Condition> beginsWith(String text) {
        return literal(text).map(expression -> regularExpression("\\A" + expression));
    }

    private static Optional<String> literal(String text) {
        if (text.length() > LONGEST_EXPRESSION || !UTF_8.newEncoder().canEncode(text)) {
            return Optional.empty();
        }
        StringBuilder expression = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character < ' ') {
                return Optional.empty();
            }
            boolean isSpecial = character < 0x80 && !Character.isLetterOrDigit(character) && character != ' ';
            expression.append(isSpecial ? "\\" : "").append(character);
        }
        return Optional.of(expression.toString());
    }

    private static Condition regularExpression(String expression) {
        JsonObject condition = JsonObject.empty();
        condition.add(JsonName.of("$regex"), JsonSlice.string(expression));
        JsonObject selector = JsonObject.empty();
        selector.add(JsonName.of("v"), condition);
        return ((Selector.At) Selector.parse(selector)).condition();
    }
}
