package io.slipcover.fuzzing;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.slipcover.envelope.NewEdits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The body of a {@code _bulk_docs} that is held whole and read by Jackson.
 *
 * @param elements the elements of {@code docs}, as they are spelled
 * @param arrays how many members are called {@code docs} and are arrays
 */
record SlowBatch(List<String> elements, int arrays, NewEdits newEdits) {
    /**
     * Reads a body.
     *
     * @throws IOException where it is not exactly one value
     */
    static SlowBatch of(byte[] body) throws IOException {
        if (!JacksonReading.isValue(body)) {
            throw new IOException("not one value");
        }
        String text = JacksonReading.text(body);
        List<String> elements = new ArrayList<>();
        int arrays = 0;
        NewEdits newEdits = NewEdits.ABSENT;
        try (JsonParser parser = JacksonReading.parser(text)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    JsonToken value = parser.nextToken();
                    if (name.equals("docs") && value == JsonToken.START_ARRAY) {
                        arrays++;
                        addElements(parser, text, elements);
                    } else if (name.equals("new_edits")) {
                        newEdits = newEdits(value);
                    }
                    parser.skipChildren();
                }
            }
        }
        return new SlowBatch(elements, arrays, newEdits);
    }

    private static void addElements(JsonParser parser, String text, List<String> elements) throws IOException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            int from = JacksonReading.at(parser);
            parser.skipChildren();
            parser.finishToken();
            elements.add(text.substring(from, JacksonReading.end(parser, text, from)));
        }
    }

    private static NewEdits newEdits(JsonToken value) {
        return switch (value) {
            case VALUE_TRUE -> NewEdits.TRUE;
            case VALUE_FALSE -> NewEdits.FALSE;
            default -> NewEdits.OTHER;
        };
    }
}
