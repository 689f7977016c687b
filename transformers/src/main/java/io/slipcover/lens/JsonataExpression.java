package io.slipcover.lens;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSONata expression with bounds on what it may take.
 *
 * <p>The library keeps state in a parsed expression and in the thread, so each thread parses its own.
 */
final class JsonataExpression {
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
    Object evaluate(Map<String, @Nullable Object> document) {
        Jsonata expression = parsed.get();
        Jsonata.Frame frame = expression.createFrame();
        frame.setRuntimeBounds(MOST_MILLISECONDS, DEEPEST);
        for (String name : FICKLE) {
            frame.bind(name, refusal(name));
        }
        try {
            return expression.evaluate(document, frame);
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
}
