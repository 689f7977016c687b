package io.slipcover.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A second opinion on JSON: Jackson's. Its parser of bytes is lax about UTF-8, so bytes are decoded before it sees them. It refuses
 * names with escaped surrogates that stand alone, which the grammar of RFC 8259 has; it is shown other characters in their place. And it
 * takes letters of other alphabets for hexadecimal digits, by the last byte of their number; it is shown others that it does not take.
 */
final class JacksonOracle {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(JsonLimits.DEFAULT_DEPTH)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();
    private static final ObjectMapper MAPPER = JsonMapper.builder(FACTORY)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build();
    private static final Pattern ESCAPED_SURROGATE = Pattern.compile("\\\\u[dD][89a-fA-F]");
    private static final Pattern NO_DIGIT = Pattern.compile("(\\\\u[0-9a-fA-F]{0,3})[^\\x00-\\x7F]");

    private JacksonOracle() {}

    /** Whether the bytes are exactly one value. */
    static boolean accepts(byte[] bytes) {
        try (JsonParser parser = FACTORY.createParser(withoutSurrogates(withPlainDigits(decode(bytes))))) {
            if (parser.nextToken() == null) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (CharacterCodingException | JsonProcessingException refusal) {
            return false;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String withPlainDigits(String json) {
        return NO_DIGIT.matcher(json).replaceAll("$1g");
    }

    private static String withoutSurrogates(String json) {
        return ESCAPED_SURROGATE.matcher(json).replaceAll("\\\\uE0");
    }

    private static String decode(byte[] bytes) throws CharacterCodingException {
        return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    }

    /** What a text means, in a form whose {@code equals} is JSON's: sorted maps, lists, stripped decimals. */
    static Object meaning(String json) {
        try {
            return meaning(MAPPER.readTree(json));
        } catch (JsonProcessingException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The text as Jackson writes what it read, in ASCII. */
    static String respell(String json) {
        try {
            return MAPPER.writeValueAsString(MAPPER.readTree(json));
        } catch (JsonProcessingException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Object meaning(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> {
                Map<String, Object> members = new TreeMap<>();
                node.properties().forEach(member -> members.put(member.getKey(), meaning(member.getValue())));
                yield members;
            }
            case ARRAY -> {
                List<Object> elements = new ArrayList<>();
                node.forEach(element -> elements.add(meaning(element)));
                yield elements;
            }
            case NUMBER -> strip(node.decimalValue());
            case STRING -> node.textValue();
            case BOOLEAN -> node.booleanValue();
            case NULL, BINARY, MISSING, POJO -> node.getNodeType();
        };
    }

    private static BigDecimal strip(BigDecimal number) {
        return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    }
}
