package io.slipcover.transform;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.json.JsonObject;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LinesTest {
    /** The lines, each with a letter for each mark: {@code m} for missing, {@code c} for changed. */
    private static String marked(String document, String left, String right) {
        List<Line> lines = Lines.of(
                JsonObject.of(document),
                left == null ? null : JsonObject.of(left),
                right == null ? null : JsonObject.of(right));
        return lines.stream()
                .map(line -> letter(line.left()) + line.text().strip() + letter(line.right()))
                .collect(Collectors.joining(" "));
    }

    private static String letter(Mark mark) {
        return switch (mark) {
            case SAME -> "";
            case CHANGED -> "c";
            case MISSING -> "m";
        };
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "{\"a\":1}|{\"a\":1.0}|{ \"a\": 1 }",
                "{\"a\":1}|{\"a\":2}|{ c\"a\": 1 }",
                "{\"a\":1}|{}|{ m\"a\": 1 }",
                "{}|{\"a\":1}|c{}",
                "{\"a\":1,\"b\":2}|{\"b\":2}|{ m\"a\": 1, \"b\": 2 }",
                "{\"b\":2,\"a\":1}|{\"a\":1,\"b\":2}|{ \"b\": 2, \"a\": 1 }",
                "{\"a\":{\"b\":1,\"c\":2}}|{\"a\":{\"b\":1,\"c\":3}}|{ \"a\": { \"b\": 1, c\"c\": 2 } }",
                "{\"a\":{\"b\":1}}|{\"a\":[1]}|{ c\"a\": { c\"b\": 1 c} }",
                "{\"a\":[1,2,3]}|{\"a\":[1,3]}|{ \"a\": [ 1, m2, 3 ] }",
                "{\"a\":[1,2,3]}|{\"a\":[1,4,3]}|{ \"a\": [ 1, c2, 3 ] }",
                "{\"a\":[1]}|{\"a\":[1,2]}|{ \"a\": [ 1 ] }",
                "{\"a\":[{\"b\":1,\"c\":1}]}|{\"a\":[{\"b\":1}]}|{ \"a\": [ { \"b\": 1, m\"c\": 1 } ] }"
            })
    void line_isMarked_whereItDiffersFromTheDocumentBeside(String document, String other, String expected) {
        assertThat(marked(document, other, null)).isEqualTo(expected);
    }

    @Test
    void marks_ofTheLeftAndTheRight_areApart() {
        assertThat(marked("{\"a\":1,\"b\":2}", "{\"a\":1}", "{\"a\":3,\"b\":2}"))
                .isEqualTo("{ \"a\": 1,c m\"b\": 2 }");
    }

    @Test
    void text_keepsSpellings_andIsJson() {
        String document = "{\"a\":1.50e3,\"b\":\"\\u00e4\",\"ü\\\"\":[[],{}, null ]}";
        List<Line> lines = Lines.of(JsonObject.of(document), null, null);
        String text = lines.stream().map(Line::text).collect(Collectors.joining("\n"));
        assertThat(text).contains("  \"a\": 1.50e3,", "\"b\": \"\\u00e4\",", "    [],\n    {},\n    null\n  ]");
        assertThat(JsonObject.of(text).sameAs(JsonObject.of(document))).isTrue();
    }

    @Test
    void document_thatIsVeryDeep_orVeryLong_hasFewLines_andIsStillWhole() {
        String deep = "{\"a\":" + "[\n".repeat(900) + "]".repeat(900) + "}";
        List<Line> nested = Lines.of(JsonObject.of(deep), null, JsonObject.of("{\"a\":[]}"));
        assertThat(nested)
                .hasSizeLessThan(100)
                .allSatisfy(line -> assertThat(line.text()).doesNotContain("\n"));
        assertThat(nested).anyMatch(line -> line.right() != Mark.SAME);

        assertFewLines("{\"a\":[" + "[1],".repeat(20_000) + "2],\"b\":[3,\n4]}");
        StringBuilder members = new StringBuilder("{");
        for (int member = 0; member < 20_000; member++) {
            members.append("\"m")
                    .append(member)
                    .append("\":{\"a\":")
                    .append(member)
                    .append("},");
        }
        assertFewLines(members.append("\"z\":0}").toString());
    }

    private static void assertFewLines(String document) {
        JsonObject other = JsonObject.of(document.replace('7', '8'));
        List<Line> lines = Lines.of(JsonObject.of(document), other, other.copy());
        assertThat(lines).hasSizeLessThan(4100);
        assertThat(JsonObject.of(lines.stream().map(Line::text).collect(Collectors.joining("\n")))
                        .sameAs(JsonObject.of(document)))
                .isTrue();
    }
}
