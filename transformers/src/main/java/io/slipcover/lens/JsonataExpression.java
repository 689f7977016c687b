package io.slipcover.lens;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import io.slipcover.json.JsonNumber;
import io.slipcover.json.JsonObject;
import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/**
 * A JSONata expression with bounds on what it may take.
 *
 * <p>The library keeps state in a parsed expression and in the thread, so each thread parses its own.
 */
final class JsonataExpression {
    /** How the library's values are made and read. */
    static final PlainValues VALUES = new LibraryValues();

    private static final long MOST_MILLISECONDS = 2_000;
    private static final int DEEPEST = 500;
    private static final String[] FICKLE = {"now", "millis", "random", "shuffle"};

    private final String text;
    private final ThreadLocal<Jsonata> parsed;

    /** @throws IllegalArgumentException where the text is no expression */
    JsonataExpression(String argument, String text) {
        this.text = text;
        this.parsed = ThreadLocal.withInitial(() -> Jsonata.jsonata(text));
        try {
            parsed.get();
        } catch (JException failure) {
            String place = failure.getLocation() < 0 ? "" : " at character " + failure.getLocation();
            throw new IllegalArgumentException(
                    argument + " is no expression: " + failure.getMessage() + place, failure);
        }
    }

    String text() {
        return text;
    }

    @Nullable
    Object evaluate(JsonObject document) {
        Jsonata expression = parsed.get();
        Jsonata.Frame frame = expression.createFrame();
        frame.setRuntimeBounds(MOST_MILLISECONDS, DEEPEST);
        for (String name : FICKLE) {
            frame.bind(name, refusal(name));
        }
        try {
            return expression.evaluate(VALUES.toMap(document), frame);
        } catch (JException failure) {
            String error = String.valueOf(failure.getError());
            if (error.startsWith("Stack overflow")) {
                throw new IllegalStateException("the expression nests or recurs deeper than " + DEEPEST, failure);
            }
            if (error.startsWith("Expression evaluation timeout")) {
                throw new IllegalStateException(
                        "the expression took longer than " + MOST_MILLISECONDS + " ms", failure);
            }
            throw failure;
        }
    }

    private static Jsonata.Fn1<@Nullable Object, Object> refusal(String name) {
        return argument -> {
            throw new IllegalStateException(
                    "$" + name + " gives the same document another answer each time, which a lens may not");
        };
    }

    /** The library computes with doubles, and has its own object for {@code null} (its undefined is Java's null). */
    private static final class LibraryValues extends PlainValues {
        /** What is left of a number that the library copied by writing and reading it. */
        private static final MathContext COPIED = new MathContext(15);

        @Override
        Number number(JsonNumber number) {
            if (number.isInteger() && number.exponent() < 18) {
                long value = number.toBigDecimal().longValueExact();
                return value == (int) value ? (Number) (int) value : (Number) value;
            }
            BigDecimal exact = number.toBigDecimal();
            double rounded = exact.doubleValue();
            boolean isExact =
                    !Double.isInfinite(rounded) && new BigDecimal(Double.toString(rounded)).compareTo(exact) == 0;
            return isExact ? (Number) rounded : exact;
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
    }
}
