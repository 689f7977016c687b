package io.slipcover.mango;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.json.JsonValue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** How selectors are normalised. The parser is shown each of its answers again, which it leaves alone. */
final class SelectorParserTest {
    @ParameterizedTest
    @CsvFileSource(resources = "normalised.psv", delimiter = '|', quoteCharacter = '`')
    void parse_selector_isNormalised(String written, String normalised) {
        assertThat(normalise(written)).isEqualTo(normalised);
        assertThat(normalise(normalised)).isEqualTo(normalised);
    }

    private static String normalise(String selector) {
        return Selector.parse(JsonValue.of(selector)).toJson().toString();
    }
}
