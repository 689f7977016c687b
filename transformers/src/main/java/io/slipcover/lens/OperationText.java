package io.slipcover.lens;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds the canonical text of an operation: {@code rename{"source":"isDone","destination":"status"}}. */
final class OperationText {
    private final StringBuilder text = new StringBuilder();
    private boolean first = true;

    OperationText(String operation) {
        text.append(operation).append('{');
    }

    OperationText with(String argument, @Nullable JsonName name) {
        return name == null ? this : with(argument, name.text());
    }

    OperationText with(String argument, String value) {
        return with(argument, JsonSlice.string(value));
    }

    OperationText with(String argument, JsonValue value) {
        begin(argument).append(value);
        return this;
    }

    OperationText with(String argument, List<JsonName> names) {
        StringBuilder list = begin(argument).append('[');
        for (int i = 0; i < names.size(); i++) {
            list.append(i == 0 ? "" : ",").append(JsonSlice.string(names.get(i).text()));
        }
        list.append(']');
        return this;
    }

    /** A part that is spelled canonically already. */
    OperationText withText(String argument, String canonical) {
        begin(argument).append(canonical);
        return this;
    }

    String end() {
        return text.append('}').toString();
    }

    private StringBuilder begin(String argument) {
        text.append(first ? "" : ",").append(JsonSlice.string(argument)).append(":");
        first = false;
        return text;
    }
}
