package io.slipcover.document;

import static io.slipcover.document.TodoSchema.name;
import static io.slipcover.document.TodoSchema.shown;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipcover.catalog.Catalog;
import io.slipcover.catalog.DesignDocuments;
import io.slipcover.catalog.Release;
import io.slipcover.catalog.TypeRule;
import io.slipcover.catalog.VersionRange;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import io.slipcover.lens.Add;
import io.slipcover.lens.ConvertPairs;
import io.slipcover.lens.In;
import io.slipcover.lens.Jsonata;
import io.slipcover.lens.Lens;
import io.slipcover.lens.ReservedNames;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ViewTest {
    private static final String STORED_3 = "{\"_id\":\"a\",\"_rev\":\"1-x\",\"schema\":\"todo-item\",\"version\":3,"
            + "\"text\":\"Water the plants\",\"status\":\"done\",\"groupName\":\"home\",\"assignees\":[\"ada\",\"bo\"],\"n\":1.50}";

    @Test
    void view_newerThanTheClient_isLedDownAndNumbered() {
        assertThat(shown("2", STORED_3))
                .isEqualTo("{\"_id\":\"a\",\"_rev\":\"1-x\",\"schema\":\"todo-item\",\"version\":2,"
                        + "\"title\":\"Water the plants\",\"status\":\"done\",\"group\":{\"name\":\"home\"},"
                        + "\"assignee\":\"ada\",\"n\":1.50,\"isImportant\":false}");
        assertThat(shown("1", STORED_3))
                .isEqualTo("{\"_id\":\"a\",\"_rev\":\"1-x\",\"schema\":\"todo-item\",\"version\":1,"
                        + "\"title\":\"Water the plants\",\"isDone\":true,\"n\":1.50}");
    }

    @Test
    void view_olderThanTheClient_isLedUpAndNumberedAtTheEnd() {
        assertThat(
                        shown(
                                "3",
                                "{\"_id\":\"a\",\"schema\":\"todo-item\",\"isDone\":true,\"isImportant\":true,\"title\":\"T\"}"))
                .isEqualTo(
                        "{\"_id\":\"a\",\"schema\":\"todo-item\",\"status\":\"done\",\"isImportant\":true,\"text\":\"T\","
                                + "\"groupName\":\"default\",\"assignees\":[],\"version\":3}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ \"_id\" : \"a\", \"schema\":\"todo-item\",\"version\":1,\"isDone\":false,\"n\":1E+2 }",
                "{ \"_id\" : \"a\", \"schema\":\"todo-item\",\"version\":1.0,\"isDone\":false,\"isDone2\":\"\\u0061\" }",
                "{ \"_id\" : \"a\", \"schema\":\"todo-item\", \"isDone\":false}",
                "{ \"_id\" : \"a\", \"schema\":\"todo-item\", \"title\":\"neither recognised nor numbered\"}"
            })
    void view_alreadyInTheClientsShape_leavesAsTheVeryBytes(String stored) {
        assertThat(shown("1", stored)).isEqualTo(stored);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ \"_id\":\"a\",\"schema\":\"todo-item\",\"_deleted\":true }",
                "{ \"_id\":\"a\",\"_deleted\":true }",
                "{ \"_id\":\"_design/a\",\"schema\":\"todo-item\",\"version\":1,\"isDone\":1 }",
                "{ \"_id\":\"_local/a\",\"schema\":\"todo-item\",\"version\":1,\"isDone\":1 }",
                "{ \"_id\":\"a\",\"schema\":\"todo\",\"version\":1 }",
                "{ \"_id\":\"a\",\"schema\":[\"todo-item\"],\"version\":1 }",
                "{ \"_id\":\"a\",\"version\":1,\"isDone\":true }",
                "{ }"
            })
    void view_noneOfOurs_leavesAsTheVeryBytes(String stored) {
        assertThat(shown("3", stored)).isEqualTo(stored);
        assertThat(shown(TodoSchema.hidden().build(), "3", stored)).isEqualTo(stored);
    }

    @Test
    void view_deletedIsNotTrue_isADocumentLikeOthers() {
        assertThat(shown("3", "{\"schema\":\"todo-item\",\"_deleted\":false,\"version\":2,\"title\":\"T\"}"))
                .isEqualTo(
                        "{\"schema\":\"todo-item\",\"_deleted\":false,\"version\":3,\"text\":\"T\",\"isImportant\":false}");
    }

    @Test
    void view_typeThatTheReleaseDoesNotName_staysAsItIsStored() {
        Catalog catalog = TodoSchema.hidden()
                .release(new Release("4", VersionRange.parse("4.x"), Map.of()))
                .build();

        assertThat(shown(catalog, "4", STORED_3)).isEqualTo(STORED_3);
    }

    @Test
    void view_typeByIdPrefix_isFoundThere() {
        Catalog catalog =
                TodoSchema.builder().typeRule(new TypeRule.ByIdPrefix(":")).build();

        assertThat(shown(catalog, "1", "{\"_id\":\"todo-item:1\",\"version\":2,\"title\":\"T\",\"status\":\"done\"}"))
                .isEqualTo("{\"_id\":\"todo-item:1\",\"version\":1,\"title\":\"T\",\"isDone\":true}");
        assertThat(shown(catalog, "1", "{\"_id\":\"todo-item\",\"version\":2}"))
                .isEqualTo("{\"_id\":\"todo-item\",\"version\":2}");
    }

    @Test
    void view_hiddenNumber_isTakenAway() {
        Catalog catalog = TodoSchema.hidden().build();

        assertThat(shown(catalog, "1", "{\"schema\":\"todo-item\",\"version\":1,\"isDone\":true}"))
                .isEqualTo("{\"schema\":\"todo-item\",\"isDone\":true}");
        assertThat(shown(catalog, "2", "{\"schema\":\"todo-item\",\"version\":3,\"text\":\"T\",\"isImportant\":true}"))
                .isEqualTo("{\"schema\":\"todo-item\",\"title\":\"T\",\"isImportant\":true}");
    }

    @Test
    void view_memberWithADefaultIsMissing_isFilledFromThatReleaseOn() {
        String stored = "{\"schema\":\"todo-item\",\"version\":1,\"isDone\":true}";

        assertThat(shown("1", stored)).isEqualTo(stored);
        assertThat(shown("1.1", stored))
                .isEqualTo("{\"schema\":\"todo-item\",\"version\":1,\"isDone\":true,\"isImportant\":false}");
    }

    @Test
    void view_memberWithADefaultIsThere_stays() {
        String stored = "{\"schema\":\"todo-item\",\"version\":1,\"isImportant\":null}";

        assertThat(shown("1.1", stored)).isEqualTo(stored);
    }

    @Test
    void view_noNumber_recognitionTells() {
        assertThat(shown("1", "{\"schema\":\"todo-item\",\"text\":\"T\",\"status\":\"done\"}"))
                .isEqualTo("{\"schema\":\"todo-item\",\"title\":\"T\",\"isDone\":true,\"version\":1}");
    }

    @Test
    void view_noNumberAndNotRecognised_whenAbsentTells() {
        assertThat(shown("2", "{\"schema\":\"todo-item\",\"title\":\"T\",\"isImportant\":true}"))
                .isEqualTo("{\"schema\":\"todo-item\",\"title\":\"T\",\"isImportant\":true,"
                        + "\"group\":{\"name\":\"default\"},\"assignee\":null,\"version\":2}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '|',
            value = {
                "{\"version\":7}; todo-item 7: no release names this version",
                "{\"version\":1e400}; todo-item 1e400: no release names this version",
                "{\"version\":0}; todo-item: version is 0, expected an integer from 1",
                "{\"version\":-1}; todo-item: version is -1, expected an integer from 1",
                "{\"version\":1.5}; todo-item: version is 1.5, expected an integer from 1",
                "{\"version\":\"1\"}; todo-item: version is \"1\", expected an integer from 1",
                "{\"version\":null}; todo-item: version is null, expected an integer from 1",
                "{\"version\":2,\"isDone\":true}; todo-item 2: its members are those of 1",
                "{\"version\":1,\"status\":1,\"title\":1}; todo-item 1: its members are those of 2",
                "{\"isDone\":true,\"text\":1}; todo-item: version is missing, and its members are those of 1 and 3",
            })
    void view_versionThatCannotBe_cannotBeShown(String members, String reason) {
        String stored = "{\"_id\":\"a\",\"schema\":\"todo-item\"," + members.substring(1);

        assertThatThrownBy(() -> shown("3", stored))
                .isInstanceOfSatisfying(
                        UnshowableException.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .satisfies(e -> assertThat(e.getStackTrace()).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"schema\":\"todo-item\",\"version\":2,\"n\":1,\"isImportant\":true}",
                "{\"schema\":\"todo-item\",\"version\":2,\"status\":1,\"title\":1,\"isDone\":1,\"isImportant\":true}",
            })
    void view_numberThatNoOtherRuleContradicts_counts(String stored) {
        assertThat(shown("2", stored)).isEqualTo(stored);
    }

    @Test
    void view_lensDoesNotAcceptAValue_reasonNamesTypeVersionsOperationAndValue() {
        Catalog catalog = Catalog.builder()
                .release(new Release("1", VersionRange.parse("1"), Map.of("todo-item", 1)))
                .release(new Release("2", VersionRange.parse("2"), Map.of("todo-item", 2)))
                .lens(new Lens(
                        "todo-item",
                        1,
                        2,
                        List.of(new ConvertPairs(
                                name("status"),
                                List.of(new ConvertPairs.Pair(JsonValue.of("false"), JsonValue.of("0"))),
                                null))))
                .build();

        assertThatThrownBy(() -> shown(catalog, "1", "{\"type\":\"todo-item\",\"version\":2,\"status\":42}"))
                .isInstanceOfSatisfying(
                        UnshowableException.class,
                        e -> assertThat(e.reason()).isEqualTo("todo-item 2 to 1: convert status: no pair for 42"));
    }

    @Test
    void digest_catalogsBuiltAlike_agree() {
        assertThat(TodoSchema.view(TodoSchema.catalog(), "2").digest())
                .matches("[0-9a-f]{8}")
                .isEqualTo(TodoSchema.view(TodoSchema.catalog(), "2").digest());
    }

    @Test
    void digest_anythingAViewDependsOn_changesIt() {
        Lens another = new Lens("settings", 1, 2, List.of(new Add(name("theme"), JsonSlice.string("dark"))));
        Lens yetAnother = new Lens("settings", 1, 2, List.of(new Add(name("theme"), JsonSlice.string("light"))));
        Release settings2 = new Release("4", VersionRange.parse("4.x"), Map.of("todo-item", 1, "settings", 2));

        Release mapped = new Release(
                "4",
                settings2.clients(),
                settings2.types(),
                Map.of(),
                null,
                null,
                null,
                new DesignDocuments.Named(Map.of("app", "app-v4")));

        assertThat(List.of(
                        TodoSchema.view(
                                        Catalog.builder()
                                                .release(mapped)
                                                .lens(another)
                                                .build(),
                                        "4")
                                .digest(),
                        TodoSchema.view(TodoSchema.catalog(), "1").digest(),
                        TodoSchema.view(TodoSchema.catalog(), "1.1").digest(),
                        TodoSchema.view(TodoSchema.catalog(), "2").digest(),
                        TodoSchema.view(TodoSchema.builder().build(), "2").digest(),
                        TodoSchema.view(TodoSchema.hidden().build(), "2").digest(),
                        TodoSchema.view(
                                        Catalog.builder()
                                                .release(settings2)
                                                .lens(another)
                                                .build(),
                                        "4")
                                .digest(),
                        TodoSchema.view(
                                        Catalog.builder()
                                                .release(new Release(
                                                        "1", VersionRange.parse("1"), Map.of("settings", 1)))
                                                .release(settings2)
                                                .lens(another)
                                                .build(),
                                        "4")
                                .digest(),
                        TodoSchema.view(
                                        Catalog.builder()
                                                .release(new Release(
                                                        "1", VersionRange.parse("1"), Map.of("settings", 1)))
                                                .release(settings2)
                                                .lens(yetAnother)
                                                .build(),
                                        "4")
                                .digest()))
                .doesNotHaveDuplicates();
    }

    @Test
    void madeDesign_isOfWhatTheReleaseSees_andOfItsName() {
        String made = TodoSchema.view(TodoSchema.catalog(), "2").madeDesign("app");

        assertThat(made)
                .matches("app-slipcover-2-[0-9a-f]{8}")
                .isEqualTo(TodoSchema.view(TodoSchema.catalog(), "2").madeDesign("app"));
        assertThat(TodoSchema.view(TodoSchema.hidden().build(), "2").madeDesign("app"))
                .isNotEqualTo(made);
        assertThat(TodoSchema.view(TodoSchema.catalog(), "2").answeringDesign("app"))
                .isEqualTo("app");
    }

    @Test
    void runsForeignCode_expressionInsideOfAnObject_isSeen() {
        Jsonata expression = new Jsonata("$", "$", ReservedNames.NONE);
        Catalog catalog = Catalog.builder()
                .release(NoteSchema.release("note", 1))
                .release(NoteSchema.release("note", 2))
                .lens(new Lens("note", 1, 2, List.of(new In(TodoSchema.name("a"), List.of(expression)))))
                .build();

        assertThat(new ReleaseView(catalog, catalog.releases().get(0)).runsForeignCode())
                .isTrue();
        assertThat(new ReleaseView(
                                TodoSchema.catalog(),
                                TodoSchema.catalog().releases().get(0))
                        .runsForeignCode())
                .isFalse();
    }
}
