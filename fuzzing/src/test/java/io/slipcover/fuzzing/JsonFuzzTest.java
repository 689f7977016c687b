package io.slipcover.fuzzing;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonParser;
import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonFormatException;
import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonScanner;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * The scanner and the values against Jackson. The first two bytes of an input say where the text is cut; the text is taken and refused as
 * Jackson does it, however it is cut; and where it is taken, each value has Jackson's meaning and the bytes that Jackson read it from.
 */
final class JsonFuzzTest implements FuzzTarget {
    private static final int DEPTH = 1000;

    @Override
    @ArgumentsSource(Corpus.class)
    @FuzzTest
    public void holds(byte[] bytes) throws IOException {
        Input input = new Input(bytes);
        List<Integer> choices = List.of(input.choice(256), input.choice(256));
        byte[] json = input.rest();

        long refusedAt = refusedAt(() -> JsonScanner.validate(json, 0, json.length, DEPTH));

        assertThat(refusedAt(() -> inPieces(json, choices))).isEqualTo(refusedAt);
        assertThat(refusedAt < 0).isEqualTo(JacksonReading.isValue(json));
        if (refusedAt < 0) {
            compare(json);
        }
    }

    private static long refusedAt(Runnable reading) {
        try {
            reading.run();
            return -1;
        } catch (JsonFormatException refusal) {
            return refusal.offset();
        }
    }

    private static void inPieces(byte[] json, List<Integer> choices) {
        int first = choices.get(0) % (json.length + 1);
        int second = first + choices.get(1) % (json.length + 1 - first);
        JsonScanner scanner = new JsonScanner(DEPTH);
        int at = 0;
        for (int end : new int[] {first, second, json.length}) {
            if (at < end && !scanner.isComplete()) {
                byte[] piece = Arrays.copyOfRange(json, at, end);
                at += scanner.scan(piece, 0, piece.length);
            }
        }
        scanner.finish();
        for (; at < json.length; at++) {
            if (" \t\r\n".indexOf(json[at]) < 0) {
                throw new JsonFormatException(at, "more than one value");
            }
        }
    }

    private static void compare(byte[] json) throws IOException {
        String text = JacksonReading.text(json);
        try (JsonParser parser = JacksonReading.parser(text)) {
            parser.nextToken();
            compare(JsonValue.parse(json, 0, json.length), parser, text, !JacksonReading.hasEscapedSurrogates(text));
        }
    }

    private static void compare(JsonValue value, JsonParser parser, String text, boolean wholeStrings)
            throws IOException {
        int from = (int) parser.currentTokenLocation().getCharOffset();
        byte[] written = value.toBytes();
        switch (parser.currentToken()) {
            case START_OBJECT -> {
                JsonObject object = value.asObject();
                int index = 0;
                for (; parser.nextToken() != com.fasterxml.jackson.core.JsonToken.END_OBJECT; index++) {
                    if (wholeStrings) {
                        assertThat(object.name(index).text()).isEqualTo(parser.currentName());
                    }
                    parser.nextToken();
                    compare(object.value(index), parser, text, wholeStrings);
                }
                assertThat(object.size()).isEqualTo(index);
            }
            case START_ARRAY -> {
                JsonArray array = value.asArray();
                int index = 0;
                for (; parser.nextToken() != com.fasterxml.jackson.core.JsonToken.END_ARRAY; index++) {
                    compare(array.get(index), parser, text, wholeStrings);
                }
                assertThat(array.size()).isEqualTo(index);
            }
            case VALUE_STRING -> {
                if (wholeStrings) {
                    assertThat(((JsonSlice) value).asString()).isEqualTo(parser.getText());
                }
                assertThat(value.kind()).isEqualTo(JsonKind.STRING);
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> compareNumber((JsonSlice) value, parser.getText());
            case VALUE_TRUE -> assertThat(((JsonSlice) value).asBoolean()).isTrue();
            case VALUE_FALSE -> assertThat(((JsonSlice) value).asBoolean()).isFalse();
            default -> assertThat(value.isNull()).isTrue();
        }
        assertThat(JacksonReading.text(written))
                .isEqualTo(text.substring(from, JacksonReading.end(parser, text, from)));
    }

    /** An exponent of many digits costs a plain decimal as many digits, so such a one is only asked whether it is a number. */
    private static void compareNumber(JsonSlice value, String spelling) {
        assertThat(value.kind()).isEqualTo(JsonKind.NUMBER);
        int exponent = Math.max(spelling.indexOf('e'), spelling.indexOf('E'));
        if (exponent < 0 || spelling.length() - exponent <= 5) {
            BigDecimal expected = new BigDecimal(spelling);
            assertThat(value.asNumber().toBigDecimal()).isEqualByComparingTo(expected);
            assertThat(value.asNumber().sign()).isEqualTo(expected.signum());
        } else {
            assertThat(value.asNumber()).isEqualTo(value.asNumber());
        }
    }
}
