package io.slipcover.mango;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.json.JsonValue;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SortOrderTest {
    private static final List<JsonValue> DOCUMENTS = Stream.of(
                    "{\"_id\":\"a\",\"n\":2,\"s\":\"b\"}",
                    "{\"_id\":\"B\",\"n\":2.0,\"s\":\"B\"}",
                    "{\"_id\":\"c\",\"n\":1,\"s\":\"b\"}",
                    "{\"_id\":\"d\",\"s\":\"a\"}",
                    "{\"_id\":\"e\",\"n\":null,\"s\":[]}")
            .map(JsonValue::of)
            .toList();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[\"n\"] | ecBa",
                "[{\"n\":\"desc\"}] | aBce",
                "[\"s\"] | dacBe",
                "[\"n\",\"s\"] | ecaB",
                "[\"_id\"] | Bacde",
                "[{\"_id\":\"desc\"}] | edcaB",
                "[] | Bacde",
            })
    void compare_documentsThatHaveTheKeys_areInTheOrderOfAnIndex(String sort, String ids) {
        SortOrder order = new SortOrder(SortKey.parse(JsonValue.of(sort)));
        StringBuilder sorted = new StringBuilder();
        DOCUMENTS.stream()
                .filter(order::holds)
                .sorted(order)
                .forEach(document -> sorted.append(
                        Json.text(((Field.Present) FieldPath.of("_id").in(document)).value())));
        assertThat(sorted).hasToString(ids);
    }
}
