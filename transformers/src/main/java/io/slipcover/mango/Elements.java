package io.slipcover.mango;

import io.slipcover.budget.Budget;
import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The elements of an array or the names of an object, as a selector matches them. A selector that fails matches no element. A selector that
 * takes more than its {@link Budget} is not decided.
 */
final class Elements {
    private Elements() {}

    static Stream<JsonValue> of(JsonArray array) {
        return IntStream.range(0, array.size()).mapToObj(array::get);
    }

    /** The names as strings. */
    static Stream<JsonValue> namesOf(JsonObject object) {
        return IntStream.range(0, object.size())
                .mapToObj(index -> JsonSlice.string(object.name(index).text()));
    }

    static boolean anyMatches(Stream<JsonValue> values, Selector selector, ValueOrder order) {
        try {
            return values.anyMatch(value -> matches(value, selector, order));
        } catch (MangoException failure) {
            return noMatch(failure);
        }
    }

    static boolean allMatch(JsonArray array, Selector selector, ValueOrder order) {
        try {
            return !array.isEmpty() && of(array).allMatch(element -> matches(element, selector, order));
        } catch (MangoException failure) {
            return noMatch(failure);
        }
    }

    /** A selector at which CouchDB fails matches no element; one that Slipcover cannot decide has no answer. */
    private static boolean noMatch(MangoException failure) {
        if (failure.isUndecided()) {
            throw failure;
        }
        return false;
    }

    /** Whether the selector matches the value. Each object is parsed once, however many of its members are asked about. */
    private static boolean matches(JsonValue value, Selector selector, ValueOrder order) {
        JsonValue parsed = value.kind() == JsonKind.OBJECT ? Json.object(value, order.budget()) : value;
        return selector.matches(parsed, order);
    }
}
