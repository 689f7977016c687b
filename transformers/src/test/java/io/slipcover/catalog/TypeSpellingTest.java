package io.slipcover.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TypeSpellingTest {
    @ParameterizedTest
    @CsvSource({
        "{type}/v{version}, booking/v12, booking, 12",
        "{type}/v{version}, a/v1/v2, a/v1, 2",
        "{type}-{version}, todo-item-3, todo-item, 3",
        "v{version}:{type}, v3:note:2, note:2, 3",
        "<{type}@{version}>, <note@1>, note, 1",
    })
    void told_whatIsSpelledSo_isReadAndWrittenAlike(String pattern, String text, String type, int version) {
        TypeSpelling spelling = TypeSpelling.parse(pattern);

        assertThat(spelling.told(text)).isEqualTo(new TypeSpelling.Told(type, Integer.toString(version)));
        assertThat(spelling.of(type, version)).isEqualTo(text);
        assertThat(spelling).hasToString(pattern);
    }

    @ParameterizedTest
    @ValueSource(strings = {"booking", "booking/v", "/v1", "booking/vx", "booking/v1 ", "v1/booking", ""})
    void told_whatIsSpelledOtherwise_isNothing(String text) {
        assertThat(TypeSpelling.parse("{type}/v{version}").told(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"<note>", "<1@>", "<@note>", "1@note", "<>", "<"})
    void told_withSomethingAround_isNothing(String text) {
        assertThat(TypeSpelling.parse("<{version}@{type}>").told(text)).isNull();
    }

    @Test
    void told_leadingZeros_areLeftToWhoReadsTheNumber() {
        assertThat(TypeSpelling.parse("{type}/v{version}").told("a/v01")).isEqualTo(new TypeSpelling.Told("a", "01"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{type}",
                "{version}",
                "{type}{version}",
                "{type}/{type}{version}",
                "{type}/1{version}",
                "{version}1/{type}"
            })
    void parse_whatNobodyCouldRead_isRefused(String pattern) {
        assertThatThrownBy(() -> TypeSpelling.parse(pattern)).isInstanceOf(IllegalArgumentException.class);
    }
}
