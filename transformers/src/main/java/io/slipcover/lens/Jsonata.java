package io.slipcover.lens;

import io.slipcover.json.JsonObject;

/**
 * {@code jsonata}: an expression over the whole document for each way.
 *
 * <p>An expression computes with doubles, as JSONata does; numbers that it leaves alone keep all their digits. What would
 * give the same document two answers ({@code $now}, {@code $millis}, {@code $random}, {@code $shuffle}) is an error.
 */
public final class Jsonata extends WholeDocument {
    private final JsonataExpression forward;
    private final JsonataExpression backward;

    /**
     * @param reserved the members that the expressions may not touch
     * @throws IllegalArgumentException where one of them is no expression
     */
    public Jsonata(String forward, String backward, ReservedNames reserved) {
        super(reserved);
        this.forward = new JsonataExpression("forward", forward);
        this.backward = new JsonataExpression("backward", backward);
    }

    @Override
    JsonObject newer(JsonObject older) {
        return evaluate(forward, older);
    }

    @Override
    JsonObject older(JsonObject newer) {
        return evaluate(backward, newer);
    }

    private JsonObject evaluate(JsonataExpression expression, JsonObject document) {
        JsonataValues values = new JsonataValues();
        Object result;
        try {
            result = expression.evaluate(values.toMap(document));
        } catch (RuntimeException | Error failure) {
            throw failed(failure, "the expression failed");
        }
        return toJson(result, values, document);
    }

    @Override
    public boolean needsBase() {
        return true;
    }

    @Override
    public String description() {
        return "jsonata";
    }

    @Override
    public String text() {
        return new OperationText("jsonata")
                .with("forward", forward.text())
                .with("backward", backward.text())
                .end();
    }
}
