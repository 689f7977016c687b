package io.slipcover.mango;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipcover.json.JsonValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SelectorTest {
    /** Cases that CouchDB has decided. */
    @ParameterizedTest
    @CsvFileSource(resources = "matches.psv", delimiter = '|', quoteCharacter = '`')
    void matches_document_isWhatCouchDbSays(String selector, String document, boolean matches) {
        assertThat(Selector.parse(JsonValue.of(selector)).matches(JsonValue.of(document)))
                .isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":{\"$mod\":[0,0]}}", "{\"a..b\":1}"})
    void matches_whereMangoFails_fails(String selector) {
        Selector parsed = Selector.parse(JsonValue.of(selector));
        assertThatThrownBy(() -> parsed.matches(JsonValue.of("{\"a\":1}"))).isInstanceOf(MangoException.class);
    }

    @Test
    void parse_pathsThatAddUp_areRefused() {
        String name = "a".repeat(1_000_000);
        StringBuilder members = new StringBuilder("\"b\":1");
        for (int index = 0; index < 40; index++) {
            members.append(",\"b").append(index).append("\":1");
        }
        JsonValue selector = JsonValue.of("{\"" + name + "\":{" + members + "}}");
        assertThatThrownBy(() -> Selector.parse(selector)).isInstanceOf(MangoException.class);
    }

    @Test
    void parse_nestedDeep_isRead() {
        String selector = "{\"a\":".repeat(900) + "1" + "}".repeat(900);
        assertThat(Selector.parse(JsonValue.of(selector)).matches(JsonValue.of("{}")))
                .isFalse();
    }
}
