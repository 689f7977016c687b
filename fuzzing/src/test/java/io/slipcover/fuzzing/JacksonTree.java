package io.slipcover.fuzzing;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A text as Jackson reads it, value within value: maps, lists, strings, and {@link Spelled} for all other values. Of members of one name the
 * last one counts, as it does for CouchDB.
 */
final class JacksonTree {
    /** A number, {@code true}, {@code false} or {@code null}, as it is spelled. */
    record Spelled(String text) {}

    private JacksonTree() {}

    /** The only value of a text that is known to have one. */
    static Object of(String text) throws IOException {
        try (JsonParser parser = JacksonReading.parser(text)) {
            parser.nextToken();
            return value(parser);
        }
    }

    /** The same tree with numbers in place of their spellings. Only for numbers with small exponents. */
    static Object meaning(Object value) {
        if (value instanceof Map<?, ?> object) {
            Map<Object, Object> meant = new LinkedHashMap<>();
            object.forEach((name, member) -> meant.put(name, meaning(member)));
            return meant;
        }
        if (value instanceof List<?> array) {
            return array.stream().map(JacksonTree::meaning).toList();
        }
        return value instanceof Spelled spelled && spelled.text().matches("-?[0-9].*")
                ? new BigDecimal(spelled.text()).stripTrailingZeros()
                : value;
    }

    private static Object value(JsonParser parser) throws IOException {
        switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, Object> object = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    object.put(name, value(parser));
                }
                return object;
            }
            case START_ARRAY -> {
                List<Object> array = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    array.add(value(parser));
                }
                return array;
            }
            case VALUE_STRING -> {
                return parser.getText();
            }
            default -> {
                return new Spelled(parser.getText());
            }
        }
    }
}
