package io.slipcover.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import org.junit.jupiter.api.Test;

final class TypeRuleTest {
    private static final TypeRule FIELD = new TypeRule.ByField(JsonName.of("schema"));
    private static final TypeRule PREFIX = new TypeRule.ByIdPrefix(":");

    @Test
    void byField_string_isTheType() {
        assertThat(FIELD.typeOf(null, JsonObject.of("{\"_id\":\"a:1\",\"\\u0073chema\":\"todo\\u002ditem\"}")))
                .isEqualTo("todo-item");
    }

    @Test
    void byField_duplicates_lastOneCounts() {
        assertThat(FIELD.typeOf(null, JsonObject.of("{\"schema\":\"a\",\"schema\":\"b\"}")))
                .isEqualTo("b");
    }

    @Test
    void byField_missingOrNoString_noType() {
        assertThat(FIELD.typeOf("a:1", JsonObject.of("{\"_id\":\"a:1\"}"))).isNull();
        assertThat(FIELD.typeOf(null, JsonObject.of("{\"schema\":1}"))).isNull();
        assertThat(FIELD.typeOf(null, JsonObject.of("{\"schema\":null}"))).isNull();
    }

    @Test
    void byIdPrefix_separators_firstOneEndsTheType() {
        assertThat(PREFIX.typeOf(null, JsonObject.of("{\"_id\":\"todo:a:b\"}"))).isEqualTo("todo");
        assertThat(PREFIX.typeOf(null, JsonObject.of("{\"_id\":\":a\"}"))).isEmpty();
    }

    @Test
    void byIdPrefix_idOfTheRequest_countsBeforeTheDocuments() {
        assertThat(PREFIX.typeOf("todo:1", JsonObject.of("{}"))).isEqualTo("todo");
        assertThat(PREFIX.typeOf("todo:1", JsonObject.of("{\"_id\":\"other:1\"}")))
                .isEqualTo("todo");
    }

    @Test
    void byIdPrefix_noSeparatorOrNoId_noType() {
        assertThat(PREFIX.typeOf(null, JsonObject.of("{\"_id\":\"todo\"}"))).isNull();
        assertThat(PREFIX.typeOf(null, JsonObject.of("{\"schema\":\"todo\"}"))).isNull();
    }

    @Test
    void byIdPrefix_emptySeparator_isRefused() {
        assertThatThrownBy(() -> new TypeRule.ByIdPrefix("")).isInstanceOf(IllegalArgumentException.class);
    }
}
