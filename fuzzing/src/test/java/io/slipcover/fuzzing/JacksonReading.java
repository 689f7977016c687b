package io.slipcover.fuzzing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Jackson's reading of a text, value by value. Jackson differs from RFC 8259 in two things, which are changed in the text that Jackson gets:
 * it refuses names with escaped surrogates that stand alone, and it takes letters of other alphabets for hexadecimal digits.
 */
final class JacksonReading {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(1000)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();
    private static final Pattern ESCAPE =
            Pattern.compile("\\\\(?:(u[dD][89a-fA-F])|(u[0-9a-fA-F]{0,3})([^\\x00-\\x7F])|.)", Pattern.DOTALL);

    private JacksonReading() {}

    /** A value with the names that lead to it, with slashes between them, and {@code *} for an element of an array. */
    record Place(String path, String text) {}

    /** The bytes as text. Jackson's own parser of bytes is lax about UTF-8. */
    static String text(byte[] bytes) throws IOException {
        return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    }

    /** A parser of the text, which has as many characters at the same places. */
    static JsonParser parser(String text) throws IOException {
        return FACTORY.createParser(ESCAPE.matcher(text).replaceAll(JacksonReading::plain));
    }

    /** An escape as Jackson gets it: as long as it was, whatever backslashes stand before it. */
    private static String plain(MatchResult escape) {
        String plain = escape.group();
        if (escape.group(1) != null) {
            plain = "\\uE0";
        } else if (escape.group(2) != null) {
            plain = "\\" + escape.group(2) + "g".repeat(escape.group(3).length());
        }
        return Matcher.quoteReplacement(plain);
    }

    /** Whether the text has surrogates that are escaped, which the parser does not see. */
    static boolean hasEscapedSurrogates(String text) {
        return ESCAPE.matcher(text).results().anyMatch(escape -> escape.group(1) != null);
    }

    /** Whether the bytes are exactly one value. */
    static boolean isValue(byte[] bytes) {
        try {
            return values(text(bytes)).size() == 1;
        } catch (IOException refusal) {
            return false;
        }
    }

    /** The values that stand one behind the other. */
    static List<String> values(String text) throws IOException {
        List<String> values = new ArrayList<>();
        try (JsonParser parser = parser(text)) {
            while (parser.nextToken() != null) {
                int from = at(parser);
                parser.skipChildren();
                parser.finishToken();
                values.add(text.substring(from, end(parser, text, from)));
            }
        }
        return values;
    }

    /** The objects in a text with one value or several, in the order of their first bytes. */
    static List<Place> objects(String text) throws IOException {
        List<Place> objects = new ArrayList<>();
        try (JsonParser parser = parser(text)) {
            int end = -1;
            while (parser.nextToken() != null) {
                int from = at(parser);
                if (from == end) {
                    throw new IOException("no white space between two values");
                }
                walk(parser, text, "", objects);
                parser.finishToken();
                end = end(parser, text, from);
            }
        }
        return objects;
    }

    private static void walk(JsonParser parser, String text, String path, List<Place> objects) throws IOException {
        int from = at(parser);
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            int index = objects.size();
            objects.add(new Place(path, ""));
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                walk(parser, text, path.isEmpty() ? name : path + "/" + name, objects);
            }
            objects.set(index, new Place(path, text.substring(from, at(parser) + 1)));
        } else if (parser.currentToken() == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                walk(parser, text, path.isEmpty() ? "*" : path + "/*", objects);
            }
        }
    }

    /** Where the token begins that the parser is at. */
    static int at(JsonParser parser) {
        return (int) parser.currentTokenLocation().getCharOffset();
    }

    /** Where the token ends that the parser is at, which is whole. */
    static int end(JsonParser parser, String text, int from) {
        if (parser.currentToken().isStructEnd()) {
            return at(parser) + 1;
        }
        int end = from;
        if (text.charAt(from) == '"') {
            end++;
            while (text.charAt(end) != '"') {
                end += text.charAt(end) == '\\' ? 2 : 1;
            }
            return end + 1;
        }
        while (end < text.length() && " \t\r\n,]}".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return end;
    }
}
