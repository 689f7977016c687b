package io.slipcover.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipcover.catalog.TypeRule.ByCases.Case;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.MemberPath;
import io.slipcover.lens.ObjectCondition;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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

    @Test
    void byField_insideOfObjects_stringIsTheType() {
        TypeRule rule = new TypeRule.ByField(path("meta", "kind"));

        assertThat(rule.typeOf(null, JsonObject.of("{\"meta\":{\"kind\":\"note\"}}")))
                .isEqualTo("note");
        assertThat(rule.typeOf(null, JsonObject.of("{\"meta.kind\":\"note\",\"kind\":\"note\"}")))
                .isNull();
        assertThat(rule.typeOf(null, JsonObject.of("{\"meta\":[{\"kind\":\"note\"}]}")))
                .isNull();
        assertThat(rule.typeOf(null, JsonObject.of("{\"meta\":{\"kind\":1}}"))).isNull();
    }

    @Test
    void byMembers_strings_areJoined() {
        TypeRule rule = new TypeRule.ByMembers(List.of(name("type"), name("form"), name("contact_type")));

        assertThat(rule.typeOf(null, JsonObject.of("{\"type\":\"contact\",\"contact_type\":\"person\"}")))
                .isEqualTo("contact/person");
        assertThat(rule.typeOf(null, JsonObject.of("{\"type\":\"person\",\"form\":\"\",\"contact_type\":7}")))
                .isEqualTo("person");
        assertThat(rule.typeOf(null, JsonObject.of("{\"form\":\"a\"}"))).isNull();
        assertThat(rule.typeOf(null, JsonObject.of("{\"type\":\"\",\"form\":\"a\"}")))
                .isNull();
        assertThat(rule.typeOf(null, JsonObject.of("{\"type\":\"a/b\"}"))).isNull();
        assertThat(rule.typeOf(null, JsonObject.of("{\"type\":\"a\",\"form\":\"b/c\"}")))
                .isNull();
    }

    @Test
    void byMembers_typeThatNoDocumentHas_isKnown() {
        TypeRule rule = new TypeRule.ByMembers(List.of(name("type"), name("form")));

        assertThat(rule.canTell("a/b")).isTrue();
        assertThat(rule.canTell("a/b/c")).isFalse();
        assertThat(rule.canTell("a/")).isFalse();
    }

    @Test
    void byMembers_conditions_eachWayToTakeThePartsInOrder() {
        TypeRule rule = new TypeRule.ByMembers(List.of(name("a"), name("b"), name("c")));

        assertThat(rule.conditions("x/y").stream().map(Object::toString))
                .containsExactlyInAnyOrder(
                        "{\"equals\":{\"a\":\"x\",\"b\":\"y\"}}", "{\"equals\":{\"a\":\"x\",\"c\":\"y\"}}");
        assertThat(rule.conditions("x/y/z")).hasSize(1);
    }

    @Test
    void byCases_firstThatMatches_counts() {
        TypeRule rule = new TypeRule.ByCases(List.of(
                new Case("folder", Databases.matching(List.of("files-*")), has("parent")),
                new Case("file", Databases.matching(List.of("files-*")), null),
                new Case("note", null, has("text"))));
        JsonObject document = JsonObject.of("{\"parent\":1,\"text\":\"x\"}");

        assertThat(rule.in("files-1").typeOf(null, document)).isEqualTo("folder");
        assertThat(rule.in("files-1").typeOf(null, JsonObject.of("{\"text\":1}")))
                .isEqualTo("file");
        assertThat(rule.in("notes").typeOf(null, document)).isEqualTo("note");
        assertThat(rule.in("notes").typeOf(null, JsonObject.of("{}"))).isNull();
        assertThat(rule.in("files-1")).isEqualTo(rule.in("files-2")).isNotEqualTo(rule.in("notes"));
        assertThat(rule.in("files-1").asksForDatabase()).isFalse();
    }

    @Test
    void byCases_looksAtWhatCasesUpToTheTypesLastOneLookAt() {
        TypeRule rule = new TypeRule.ByCases(List.of(
                new Case("note", null, has("a")),
                new Case("list", Databases.matching(List.of("one")), has("b")),
                new Case("note", Databases.matching(List.of("other*")), has("c")),
                new Case("last", null, has("d"))));

        assertThat(rule.looksAt("note")).containsExactly(path("a"), path("c"));
        assertThat(rule.looksAt("list")).containsExactly(path("a"), path("b"));
        assertThat(rule.looksAt("last")).containsExactly(path("a"), path("b"), path("c"), path("d"));
    }

    @Test
    void dependsOn_whatIsWrittenAtOrAroundWhatTells() {
        TypeRule byPath = new TypeRule.ByField(path("meta", "kind"));
        TypeRule lacking = new TypeRule.ByCases(List.of(new Case(
                "note",
                null,
                new ObjectCondition(
                        Map.of(),
                        List.of(),
                        List.of(),
                        Map.of(name("meta"), ObjectCondition.onMembers(List.of(), List.of(name("kind"))))))));
        TypeRule having =
                new TypeRule.ByCases(List.of(new Case("note", null, ObjectCondition.has(path("meta", "kind")))));

        assertThat(byPath.dependsOn(path("meta", "kind"))).isTrue();
        assertThat(byPath.dependsOn(path("meta"))).isTrue();
        assertThat(byPath.dependsOn(path("meta", "kind", "v"))).isTrue();
        assertThat(byPath.dependsOn(path("meta", "v"))).isFalse();
        assertThat(lacking.dependsOn(path("meta", "v")))
                .as("an object that is made lacks the member, too")
                .isTrue();
        assertThat(having.dependsOn(path("meta", "v"))).isFalse();
        assertThat(having.dependsOn(path("meta"))).isTrue();
    }

    @Test
    void isWithin_narrowerCondition_inADatabaseOfTheOther() {
        Case wide = new Case("note", Databases.matching(List.of("a*")), has("x"));

        assertThat(new Case("b", Databases.matching(List.of("ab")), has("x", "y")).isWithin(wide))
                .isTrue();
        assertThat(new Case("b", Databases.matching(List.of("b")), has("x", "y")).isWithin(wide))
                .isFalse();
        assertThat(new Case("b", null, has("x", "y")).isWithin(wide)).isFalse();
        assertThat(new Case("b", Databases.matching(List.of("ab")), has("y")).isWithin(wide))
                .isFalse();
        assertThat(wide.isWithin(new Case("b", null, null))).isTrue();
    }

    private static ObjectCondition has(String... names) {
        return ObjectCondition.onMembers(Stream.of(names).map(JsonName::of).toList(), List.of());
    }

    private static JsonName name(String name) {
        return JsonName.of(name);
    }

    private static MemberPath path(String... names) {
        return new MemberPath(Stream.of(names).map(JsonName::of).toList());
    }
}
