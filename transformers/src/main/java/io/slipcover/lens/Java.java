package io.slipcover.lens;

import io.slipcover.json.JsonNumber;
import io.slipcover.json.JsonObject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code java}: a {@link DocumentLens}, written by whoever runs the program. */
public final class Java extends WholeDocument {
    private static final PlainValues VALUES = new ExactValues();

    private final String className;
    private final DocumentLens lens;
    private final boolean needsBase;

    /** @param reserved the members that the lens may not touch */
    public Java(String className, DocumentLens lens, ReservedNames reserved) {
        super(reserved);
        this.className = className;
        this.lens = lens;
        this.needsBase = lens.needsBase();
    }

    @Override
    JsonObject newer(JsonObject older) {
        return call(lens::forward, older, older);
    }

    @Override
    JsonObject older(JsonObject newer) {
        return call(lens::backward, newer, newer);
    }

    @Override
    public void put(JsonObject base, JsonObject view) {
        if (!needsBase) {
            forward(view);
            return;
        }
        @Nullable Map<String, @Nullable Object> result;
        try {
            result = lens.put(VALUES.toMap(base), VALUES.toMap(view));
        } catch (RuntimeException | Error failure) {
            throw failed(failure, "the class refused it");
        }
        if (result == null) {
            super.put(base, view);
        } else {
            replace(view, toJson(result, VALUES, view));
        }
    }

    private JsonObject call(Function function, JsonObject document, JsonObject given) {
        Map<String, @Nullable Object> result;
        try {
            result = function.apply(VALUES.toMap(document));
        } catch (RuntimeException | Error failure) {
            throw failed(failure, "the class refused it");
        }
        return toJson(result, VALUES, given);
    }

    @Override
    public boolean needsBase() {
        return needsBase;
    }

    @Override
    public String description() {
        return "java " + className;
    }

    @Override
    public String text() {
        return new OperationText("java")
                .with("class", className)
                .with("revision", lens.revision())
                .end();
    }

    private interface Function {
        Map<String, @Nullable Object> apply(Map<String, @Nullable Object> document);
    }

    private static final class ExactValues extends PlainValues {
        @Override
        Number number(JsonNumber number) {
            return number.toBigDecimal();
        }

        @Override
        @Nullable
        Object nothing() {
            return null;
        }

        @Override
        boolean isLeftAlone(JsonNumber given, Number result) {
            return given.equals(JsonNumber.of(exact(result)));
        }
    }
}
