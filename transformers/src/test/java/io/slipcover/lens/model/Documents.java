package io.slipcover.lens.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Documents as plain maps: read from JSON, and written in a random one of the many spellings that mean the same. */
public final class Documents {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Documents() {}

    @SuppressWarnings("unchecked")
    public static Map<String, Object> read(String json) {
        try {
            return (Map<String, Object>) plain(MAPPER.readValue(json, Object.class));
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException(json, malformed);
        }
    }

    private static Object plain(Object value) {
        if (value instanceof Map<?, ?> object) {
            Map<String, Object> result = new LinkedHashMap<>();
            object.forEach((name, member) -> result.put((String) name, plain(member)));
            return result;
        }
        if (value instanceof List<?> array) {
            List<Object> result = new ArrayList<>();
            array.forEach(element -> result.add(plain(element)));
            return result;
        }
        if (value instanceof BigInteger integer) {
            return Values.number(new BigDecimal(integer));
        }
        if (value instanceof BigDecimal decimal) {
            return Values.number(decimal);
        }
        return value instanceof Number number ? Values.number(new BigDecimal(number.toString())) : value;
    }

    /** The value as JSON without white space, numbers and strings spelled at random. */
    public static String spell(Object value, Random random) {
        if (value instanceof Map<?, ?> object) {
            List<String> members = new ArrayList<>();
            object.forEach((name, member) -> members.add(text((String) name, random) + ":" + spell(member, random)));
            return "{" + String.join(",", members) + "}";
        }
        if (value instanceof List<?> array) {
            return "["
                    + String.join(
                            ",",
                            array.stream()
                                    .map(element -> spell(element, random))
                                    .toList())
                    + "]";
        }
        if (value instanceof String string) {
            return text(string, random);
        }
        return value instanceof BigDecimal number ? number(number, random) : String.valueOf(value);
    }

    private static String text(String string, Random random) {
        StringBuilder result = new StringBuilder("\"");
        for (int index = 0; index < string.length(); index++) {
            char character = string.charAt(index);
            if (random.nextInt(12) == 0) {
                result.append(String.format("\\u%04x", (int) character));
            } else {
                result.append(character);
            }
        }
        return result.append('"').toString();
    }

    private static String number(BigDecimal number, Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> number.signum() == 0 ? "-0" : number.unscaledValue() + "e" + -number.scale();
            case 1 -> number.setScale(Math.max(0, number.scale()) + 2).toPlainString();
            default -> number.toPlainString();
        };
    }
}
