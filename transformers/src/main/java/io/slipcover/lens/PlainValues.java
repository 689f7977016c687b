package io.slipcover.lens;

import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonNumber;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as maps, lists, strings, numbers and booleans of Java, and back: what foreign code works on. */
abstract class PlainValues {
    private static final int DEEPEST = 1_000;

    /** The number as the foreign code shall see it. Throws an {@link ArithmeticException} where it is too long for that. */
    abstract Number number(JsonNumber number);

    /** What stands for {@code null}. */
    abstract @Nullable Object nothing();

    /** Whether the foreign code, given the one number, may hand back the other and mean that it was left alone. */
    abstract boolean isLeftAlone(JsonNumber given, Number result);

    /** The number given that the foreign code made this one of without meaning to, wherever it stands now; null: none. */
    @Nullable
    JsonNumber original(BigDecimal result) {
        return null;
    }

    /** @throws IllegalArgumentException where the object nests deeper than foreign code is given anything */
    final Map<String, @Nullable Object> toMap(JsonObject object) {
        return toMap(object, DEEPEST);
    }

    private Map<String, @Nullable Object> toMap(JsonObject object, int depth) {
        if (depth == 0) {
            throw tooDeep();
        }
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < object.size(); i++) {
            map.put(object.name(i).text(), toPlain(object.value(i), depth - 1));
        }
        return map;
    }

    private static IllegalArgumentException tooDeep() {
        return new IllegalArgumentException("the document is nested deeper than " + DEEPEST + " levels");
    }

    private @Nullable Object toPlain(JsonValue value, int depth) {
        return switch (value.kind()) {
            case OBJECT -> toMap(value.asObject(), depth);
            case ARRAY -> toList(value.asArray(), depth);
            case STRING -> ((JsonSlice) value).asString();
            case NUMBER -> number(((JsonSlice) value).asNumber());
            case BOOLEAN -> ((JsonSlice) value).asBoolean();
            case NULL -> nothing();
        };
    }

    private List<@Nullable Object> toList(JsonArray array, int depth) {
        if (depth == 0) {
            throw tooDeep();
        }
        List<@Nullable Object> list = new ArrayList<>(array.size());
        for (int i = 0; i < array.size(); i++) {
            list.add(toPlain(array.get(i), depth - 1));
        }
        return list;
    }

    /**
     * @param given what the foreign code was given
     * @throws IllegalArgumentException where something in the map is not JSON
     */
    final JsonObject toJson(Map<?, ?> map, JsonObject given) {
        return toJson(map, given, DEEPEST);
    }

    private JsonObject toJson(Map<?, ?> map, @Nullable JsonObject given, int depth) {
        JsonObject object = JsonObject.empty();
        Map<JsonName, Integer> places = given == null ? Map.of() : MemberPositions.of(given);
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!(entry.getKey() instanceof String text)) {
                throw new IllegalArgumentException("found a member whose name is no string");
            }
            JsonName name = JsonName.of(text);
            Integer place = places.get(name);
            object.add(
                    name, toJson(entry.getValue(), given == null || place == null ? null : given.value(place), depth));
        }
        return object;
    }

    private JsonValue toJson(@Nullable Object value, @Nullable JsonValue given, int depth) {
        if (depth == 0) {
            throw new IllegalArgumentException("found a value that nests deeper than " + DEEPEST);
        }
        if (value == null || value == nothing()) {
            return JsonSlice.NULL;
        }
        if (value instanceof String text) {
            return JsonSlice.string(text);
        }
        if (value instanceof Boolean truth) {
            return JsonSlice.bool(truth);
        }
        if (value instanceof Number number) {
            return toJson(number, given);
        }
        if (value instanceof Map<?, ?> map) {
            return toJson(map, given != null && given.kind() == JsonKind.OBJECT ? given.asObject() : null, depth - 1);
        }
        if (value instanceof List<?> list) {
            return toJson(list, given != null && given.kind() == JsonKind.ARRAY ? given.asArray() : null, depth - 1);
        }
        throw new IllegalArgumentException("found a " + value.getClass().getName());
    }

    private JsonArray toJson(List<?> list, @Nullable JsonArray given, int depth) {
        JsonArray array = JsonArray.empty();
        for (int i = 0; i < list.size(); i++) {
            array.add(toJson(list.get(i), given == null || i >= given.size() ? null : given.get(i), depth));
        }
        return array;
    }

    private JsonValue toJson(Number number, @Nullable JsonValue given) {
        if (given instanceof JsonSlice slice && slice.kind() == JsonKind.NUMBER) {
            if (isLeftAlone(slice.asNumber(), number)) {
                return slice;
            }
        }
        BigDecimal exact = exact(number);
        JsonNumber original = original(exact);
        return JsonSlice.number(original == null ? JsonNumber.of(exact) : original);
    }

    static BigDecimal exact(Number number) {
        if (number instanceof BigDecimal decimal) {
            return decimal;
        }
        if (number instanceof BigInteger integer) {
            return new BigDecimal(integer);
        }
        if (number instanceof Double || number instanceof Float) {
            double value = number.doubleValue();
            if (Double.isNaN(value) || Double.isInfinite(value)) {
                throw new IllegalArgumentException("found the number " + number);
            }
            return new BigDecimal(number.toString());
        }
        if (number instanceof Long || number instanceof Integer || number instanceof Short || number instanceof Byte) {
            return BigDecimal.valueOf(number.longValue());
        }
        throw new IllegalArgumentException("found a " + number.getClass().getName());
    }
}
