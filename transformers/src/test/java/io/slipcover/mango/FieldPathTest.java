package io.slipcover.mango;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipcover.json.JsonValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FieldPathTest {
    @ParameterizedTest
    @CsvSource({
        "ab, ab",
        "a.b, a|b",
        "a\\.b, a.b",
        "a.b\\.c, a|b.c",
        "a\\\\.b, a.b",
        "a\\b, ab",
        "\\$a, $a",
        "a.\\, a|",
        "\\a.b\\, a|b",
        ".\\a, ''",
    })
    void parse_writtenPath_hasTheseParts(String written, String parts) {
        if (parts.isEmpty()) {
            assertThatThrownBy(() -> FieldPath.parse(written)).isInstanceOf(MangoException.class);
        } else {
            assertThat(String.join("|", FieldPath.parse(written).parts())).isEqualTo(parts);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a.", ".a", "a..b", "a\\..", "..\\"})
    void parse_emptyPart_isAnError(String written) {
        assertThatThrownBy(() -> FieldPath.parse(written)).isInstanceOfSatisfying(MangoException.class, problem -> {
            assertThat(problem.status()).isEqualTo(400);
            assertThat(problem.error()).isEqualTo("invalid_field_name");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a.b", "a.b\\.c", "\\$a.$b", "a.\\", "\\"})
    void toString_expressiblePath_isReadAsTheSame(String written) {
        FieldPath path = FieldPath.parse(written);
        assertThat(path.isExpressible()).isTrue();
        assertThat(path).hasToString(written);
        assertThat(FieldPath.parse(path.toString())).isEqualTo(path);
    }

    @Test
    void isExpressible_backslashOrEmptyPartWithin_isFalse() {
        assertThat(FieldPath.of("a\\b").isExpressible()).isFalse();
        assertThat(FieldPath.of("", "b").isExpressible()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "a, 1",
        "b.c, 2",
        "l.0, x",
        "l.+1.k, 7",
        "l.-0, x",
        "l.01.0, missing",
        "l.3, unreachable",
        "l.-1, unreachable",
        "l.99999999999999999999999999, unreachable",
        "l.x, unreachable",
        "l.1\\.0, unreachable",
        "a.b, unreachable",
        "n.b, unreachable",
        "b.d, missing",
        "z.d, missing",
        "l.2.k, 7",
        "d, 2",
    })
    void in_document_findsWhatStandsThere(String written, String expected) {
        JsonValue document =
                JsonValue.of("{\"a\":1,\"b\":{\"c\":2},\"l\":[\"x\",{\"k\":7}, {\"k\":7}],\"n\":null,\"d\":1,\"d\":2}");
        Field field = FieldPath.parse(written).in(document);
        assertThat(name(field)).isEqualTo(expected);
    }

    private static String name(Field field) {
        if (field instanceof Field.Present present) {
            return present.value().toString().replace("\"", "");
        }
        return field instanceof Field.Missing ? "missing" : "unreachable";
    }
}
