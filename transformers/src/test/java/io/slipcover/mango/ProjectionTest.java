package io.slipcover.mango;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProjectionTest {
    private static final String DOCUMENT =
            "{\"_id\":\"x\",\"a\":{\"b\":1.50,\"c\":{\"d\":\"\\u0041\"}},\"l\":[10,[20],{\"k\":30}],\"n\":null,\"e.f\":4}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[]              | {\"_id\":\"x\",\"a\":{\"b\":1.50,\"c\":{\"d\":\"\\u0041\"}},\"l\":[10,[20],{\"k\":30}],\"n\":null,\"e.f\":4}",
                "[\"n\",\"_id\"] | {\"n\":null,\"_id\":\"x\"}",
                "[\"a.b\"]       | {\"a\":{\"b\":1.50}}",
                "[\"a.c.d\"]     | {\"a\":{\"c\":{\"d\":\"\\u0041\"}}}",
                "[\"a.c\",\"a.b\"] | {\"a\":{\"c\":{\"d\":\"\\u0041\"},\"b\":1.50}}",
                "[\"a\",\"a.b\"] | {\"a\":{\"b\":1.50,\"c\":{\"d\":\"\\u0041\"}}}",
                "[\"a.b\",\"a\"] | {\"a\":{\"b\":1.50,\"c\":{\"d\":\"\\u0041\"}}}",
                "[\"z\",\"a.z\",\"n.z\",\"l.9\"] | {}",
                "[\"e\\\\.f\"]   | {\"e.f\":4}",
                "[\"l.0\",\"l.2.k\"] | {\"l\":{\"0\":10,\"2\":{\"k\":30}}}",
                "[\"l\",\"l.1\"] | {\"l\":[[20],[20],{\"k\":30}]}",
                "[\"l\",\"l.2.k\"] | {\"l\":[10,{\"k\":30},{\"k\":30}]}",
                "[\"n\",\"n\"]   | {\"n\":null}",
            })
    void apply_document_showsTheFields(String fields, String shown) {
        JsonObject document = JsonObject.of(DOCUMENT);
        assertThat(Projection.parse(JsonValue.of(fields)).apply(document)).hasToString(shown);
        assertThat(document).hasToString(DOCUMENT);
    }

    @Test
    void apply_firstElementOfArrayThatIsShown_failsAsMangoDoes() {
        Projection projection = Projection.parse(JsonValue.of("[\"l\",\"l.0\"]"));
        assertThatThrownBy(() -> projection.apply(JsonObject.of(DOCUMENT)))
                .isInstanceOfSatisfying(
                        MangoException.class,
                        problem -> assertThat(problem.status()).isEqualTo(500));
    }
}
