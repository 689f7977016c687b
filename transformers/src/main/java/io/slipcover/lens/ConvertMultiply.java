package io.slipcover.lens;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonNumber;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Set;

/**
 * {@code convert} by a factor, in exact decimals: 1.1 × 100 is 110. {@code null} passes.
 *
 * <p>The factor has the prime factors 2 and 5 alone, so that dividing by it is exact too.
 */
public final class ConvertMultiply implements Operation {
    private static final int MOST_DIGITS = 1_000;
    private static final int LARGEST_EXPONENT = 9_000;
    private static final int MOST_DIGITS_OF_FACTOR = 100;

    private final JsonName name;
    private final JsonNumber factor;
    private final JsonNumber inverse;

    /** @throws IllegalArgumentException where division by the factor would not be exact */
    public ConvertMultiply(JsonName name, JsonNumber factor) {
        if (!NumberBounds.hold(factor, MOST_DIGITS_OF_FACTOR, MOST_DIGITS_OF_FACTOR)) {
            throw new IllegalArgumentException(
                    "multiply has more than " + MOST_DIGITS_OF_FACTOR + " digits, or an exponent beyond that");
        }
        BigDecimal decimal = factor.toBigDecimal();
        if (decimal.signum() == 0) {
            throw new IllegalArgumentException("multiply is 0, which has no way back");
        }
        if (!isProductOfTwosAndFives(decimal.unscaledValue().abs())) {
            throw new IllegalArgumentException("multiply is " + factor
                    + ", which has a prime factor other than 2 and 5, so that dividing by it is not exact");
        }
        this.name = name;
        this.factor = factor;
        this.inverse = JsonNumber.of(BigDecimal.ONE.divide(decimal));
    }

    private static boolean isProductOfTwosAndFives(BigInteger number) {
        BigInteger rest = number.shiftRight(number.getLowestSetBit());
        BigInteger five = BigInteger.valueOf(5);
        while (rest.mod(five).signum() == 0) {
            rest = rest.divide(five);
        }
        return rest.equals(BigInteger.ONE);
    }

    @Override
    public void forward(JsonObject older) {
        multiply(older, factor);
    }

    @Override
    public void backward(JsonObject newer) {
        multiply(newer, inverse);
    }

    @Override
    public void put(JsonObject base, JsonObject view) {
        forward(view);
        JsonValue stored = base.get(name);
        int index = view.indexOf(name);
        if (stored != null && index >= 0 && stored.sameAs(view.value(index))) {
            view.set(index, stored.copy());
        }
    }

    private void multiply(JsonObject object, JsonNumber by) {
        int index = object.indexOf(name);
        if (index < 0) {
            return;
        }
        JsonValue value = object.value(index);
        switch (value.kind()) {
            case NULL -> {}
            case NUMBER ->
                object.set(
                        index,
                        JsonSlice.number(
                                bounded(bounded(((JsonSlice) value).asNumber()).times(by))));
            case OBJECT, ARRAY, STRING, BOOLEAN ->
                throw LensException.unexpected(this, name, "a number or null", value);
        }
    }

    /** Both what is multiplied and what comes out, so that what is shown can be written. */
    private JsonNumber bounded(JsonNumber number) {
        if (!NumberBounds.hold(number, MOST_DIGITS, LARGEST_EXPONENT)) {
            String reason = name.text() + " has more than " + MOST_DIGITS + " digits, or is too large or too small";
            throw LensException.of(this, reason);
        }
        return number;
    }

    @Override
    public boolean needsBase() {
        return false;
    }

    @Override
    public Change upwards() {
        return new Change.Multiplied(name, factor);
    }

    @Override
    public Change downwards() {
        return new Change.Multiplied(name, inverse);
    }

    @Override
    public String description() {
        return "convert " + name.text();
    }

    @Override
    public String text() {
        return new OperationText("convert")
                .with("name", name)
                .withText("multiply", factor.toString())
                .end();
    }

    @Override
    public Set<JsonName> olderNames() {
        return Set.of(name);
    }

    @Override
    public Set<JsonName> newerNames() {
        return Set.of(name);
    }
}
