package io.slipcover.mango;

import io.slipcover.budget.Budget;
import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import java.math.BigInteger;
import java.util.List;

/** The small pieces of JSON that selectors are made of. */
final class Json {
    /** The length of a value that counts as one short value. */
    private static final int LENGTH_OF_A_VALUE = 32;

    /** How many bytes are read in one step. Finding members and telling names apart is slower than looking through bytes. */
    private static final int BYTES_READ_IN_A_STEP = 8;

    private Json() {}

    /** How many short values this value counts for. */
    static long weight(JsonValue value) {
        return 1L + value.length() / LENGTH_OF_A_VALUE;
    }

    /** How many short values a text counts for. */
    static long weight(String text) {
        return 1L + text.length() / LENGTH_OF_A_VALUE;
    }

    /** An object with one member. */
    static JsonObject member(String name, JsonValue value) {
        JsonObject object = JsonObject.empty();
        object.add(JsonName.of(name), value);
        return object;
    }

    static JsonArray array(List<? extends JsonValue> elements) {
        JsonArray array = JsonArray.empty();
        elements.forEach(array::add);
        return array;
    }

    /** The value as an array. The budget pays for reading an array that was not read before. */
    static JsonArray array(JsonValue value, Budget budget) {
        spendOnReading(value, budget);
        return value.asArray();
    }

    /** The value as an object. The budget pays for reading an object that was not read before. */
    static JsonObject object(JsonValue value, Budget budget) {
        spendOnReading(value, budget);
        return value.asObject();
    }

    private static void spendOnReading(JsonValue value, Budget budget) {
        if (value instanceof JsonSlice) {
            budget.spend(1 + value.length() / BYTES_READ_IN_A_STEP);
        } else {
            budget.spend(1);
        }
    }

    static JsonSlice integer(BigInteger value) {
        return (JsonSlice) JsonValue.of(value.toString());
    }

    /** Whether CouchDB reads the value as an integer, which is spelt without point and exponent. */
    static boolean isInteger(JsonValue value) {
        return value.kind() == JsonKind.NUMBER && CouchNumber.of(value).isInteger();
    }

    static BigInteger integer(JsonValue value) {
        return CouchNumber.of(value).integer();
    }

    /** The text of a value that is a string. */
    static String text(JsonValue value) {
        return ((JsonSlice) value).asString();
    }
}
