package io.slipcover.mango;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonValue;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
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
                .map(order::place)
                .filter(Objects::nonNull)
                .sorted(order)
                .forEach(place -> sorted.append(Json.text(place.get(place.size() - 1))));
        assertThat(sorted).hasToString(ids);
    }

    @Test
    void place_keysWithinEachOther_hasEach() {
        SortOrder order = new SortOrder(SortKey.parse(JsonValue.of("[\"a\",\"a.1\",\"a.0\"]")));
        assertThat(order.place(JsonValue.of("{\"_id\":\"x\",\"a\":[{},2]}"))).hasToString("[[{},2],2,{},\"x\"]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[1,2,\"x\"] | true",
                "[null,{},\"x\"] | true",
                "[1,\"x\"] | false",
                "[1,2,3] | false",
                "[] | false"
            })
    void isPlace_asManyValuesAndAnId(String array, boolean expected) {
        SortOrder order = new SortOrder(SortKey.parse(JsonValue.of("[\"a\",\"b\"]")));
        assertThat(order.isPlace(JsonArray.of(array))).isEqualTo(expected);
    }
}
