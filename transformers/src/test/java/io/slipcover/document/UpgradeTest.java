package io.slipcover.document;

import static io.slipcover.document.TodoSchema.name;
import static io.slipcover.document.TodoSchema.shown;
import static io.slipcover.document.TodoSchema.stored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipcover.catalog.Catalog;
import io.slipcover.catalog.Defaults;
import io.slipcover.catalog.Release;
import io.slipcover.catalog.TypeRule;
import io.slipcover.catalog.VersionRange;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import io.slipcover.lens.Add;
import io.slipcover.lens.ConvertPairs;
import io.slipcover.lens.Lens;
import io.slipcover.lens.Merge;
import io.slipcover.lens.Rename;
import io.slipcover.lens.Wrap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class UpgradeTest {
    private static final String BASE_3 = "{\"_id\":\"a\",\"_rev\":\"1-x\",\"schema\":\"todo-item\",\"version\":3,"
            + "\"text\":\"Water the plants\",\"status\":\"urgent\",\"groupName\":\"home\",\"assignees\":[\"ada\",\"bo\"],\"n\":1.50}";

    @Test
    void upgrade_noBase_isLedUpAndNumbered() {
        assertThat(stored(
                        "1",
                        "{\"_id\":\"a\",\"schema\":\"todo-item\",\"title\":\"T\",\"isDone\":true,\"n\":1.50}",
                        null))
                .isEqualTo("{\"_id\":\"a\",\"schema\":\"todo-item\",\"text\":\"T\",\"status\":\"done\",\"n\":1.50,"
                        + "\"groupName\":\"default\",\"assignees\":[],\"version\":3}");
    }

    @Test
    void upgrade_whatWasShown_storesTheBase() {
        for (String release : List.of("1", "1.1", "2", "3")) {
            assertThat(stored(release, shown(release, BASE_3), BASE_3)).isEqualTo(BASE_3);
        }
    }

    @Test
    void upgrade_whatWasShownOfAnOlderBase_storesTheBaseLedUp() {
        String base =
                "{\"_id\":\"a\",\"schema\":\"todo-item\",\"version\":1,\"title\":\"T\",\"isDone\":true,\"n\":1.50}";
        String led =
                "{\"_id\":\"a\",\"schema\":\"todo-item\",\"version\":3,\"text\":\"T\",\"status\":\"done\",\"n\":1.50,"
                        + "\"groupName\":\"default\",\"assignees\":[]}";

        for (String release : List.of("1", "1.1", "2", "3")) {
            assertThat(stored(release, shown(release, base), base)).isEqualTo(led);
        }
    }

    @Test
    void upgrade_whatWasShownSpeltAnew_storesTheBase() {
        assertThat(stored(
                        "1",
                        "{\"_rev\":\"1-x\",\"n\":1.5,\"isDone\":false,\"title\":\"Water the \\u0070lants\",\"schema\":\"todo-item\","
                                + "\"_id\":\"a\"}",
                        BASE_3))
                .isEqualTo(BASE_3);
    }

    @Test
    void upgrade_whatWasShownBehindAnotherMemberOfThatName_storesTheBase() {
        assertThat(stored("1", shown("1", BASE_3).replace("\"title\":", "\"title\":\"Other\",\"title\":"), BASE_3))
                .isEqualTo(BASE_3);
    }

    @Test
    void upgrade_oneOfManyMembersEdited_storesTheEdit_whereverItStands() {
        for (int edited : new int[] {0, 31, 32, 33, 99}) {
            StringBuilder members = new StringBuilder();
            for (int number = 0; number < 100; number++) {
                members.append(",\"m" + number + "\":[" + number + "]");
            }
            String base = BASE_3.replace("}", members + "}");
            String old = "\"m" + edited + "\":[" + edited + "]";
            String own = "\"m" + edited + "\":[-1]";
            assertThat(stored("1", shown("1", base).replace(old, own), base)).isEqualTo(base.replace(old, own));
            assertThat(stored("1", shown("1", base), base)).isEqualTo(base);
        }
    }

    @Test
    void upgrade_anEdit_takesFromTheBaseWhatWasNotShown() {
        assertThat(stored(
                        "1",
                        "{\"_id\":\"a\",\"_rev\":\"1-x\",\"schema\":\"todo-item\",\"version\":1,\"title\":\"Water them\","
                                + "\"isDone\":false,\"n\":1.50}",
                        BASE_3))
                .isEqualTo(BASE_3.replace("Water the plants", "Water them"));
        assertThat(stored(
                        "2",
                        "{\"_id\":\"a\",\"schema\":\"todo-item\",\"version\":2,\"title\":\"Water the plants\",\"status\":\"urgent\","
                                + "\"group\":{\"name\":\"home\"},\"assignee\":\"cy\",\"n\":1.50,\"new\":1}",
                        BASE_3))
                .isEqualTo(BASE_3.replace("ada", "cy")
                        .replace("\"_rev\":\"1-x\",", "")
                        .replace("1.50}", "1.50,\"new\":1}"));
    }

    @Test
    void upgrade_couchMembers_areTheWriters() {
        String led = "\"schema\":\"todo-item\",\"version\":3,\"text\":\"T\",\"status\":\"done\",\"_c\":3";
        String base = "{\"_id\":\"a\",\"_rev\":\"1-x\",\"_attachments\":{\"f\":{\"stub\":true}}," + led + "}";
        String unchanged = "{\"_rev\":\"2-y\",\"_id\":\"a\",\"_revisions\":{\"start\":2,\"ids\":[\"y\",\"x\"]},"
                + "\"schema\":\"todo-item\",\"title\":\"T\",\"isDone\":true,\"_c\":4}";

        assertThat(stored("1", unchanged, base))
                .isEqualTo("{\"_id\":\"a\",\"_rev\":\"2-y\"," + led.replace("\"_c\":3", "\"_c\":4")
                        + ",\"_revisions\":{\"start\":2,\"ids\":[\"y\",\"x\"]}}");
        assertThat(stored("1", unchanged.replace("\"T\"", "\"U\""), base))
                .isEqualTo("{\"_id\":\"a\",\"_rev\":\"2-y\","
                        + led.replace("\"T\"", "\"U\"").replace("\"_c\":3", "\"_c\":4")
                        + ",\"_revisions\":{\"start\":2,\"ids\":[\"y\",\"x\"]}}");
    }

    @Test
    void upgrade_storeReleasesWriter_bytesUnchanged() {
        String written = "{ \"schema\":\"todo-item\", \"version\":3,\"text\":\"T\",\"n\":1E+2 }";

        assertThat(stored("3", written, null)).isEqualTo(written);
        assertThat(stored("3", written, BASE_3)).isEqualTo(written);
    }

    @Test
    void upgrade_storeReleasesWriterWithoutNumber_isNumberedAtTheEnd() {
        assertThat(stored("3", "{\"schema\":\"todo-item\",\"groupName\":\"T\"}", null))
                .isEqualTo("{\"schema\":\"todo-item\",\"groupName\":\"T\",\"version\":3}");
    }

    @Test
    void upgrade_numberOfAnotherVersion_countsBeforeTheRelease() {
        assertThat(stored("3", "{\"schema\":\"todo-item\",\"version\":1,\"title\":\"T\",\"isDone\":true}", null))
                .isEqualTo(
                        "{\"schema\":\"todo-item\",\"version\":3,\"text\":\"T\",\"status\":\"done\",\"groupName\":\"default\",\"assignees\":[]}");
        assertThat(stored("1", "{\"schema\":\"todo-item\",\"version\":3,\"text\":\"T\"}", null))
                .isEqualTo("{\"schema\":\"todo-item\",\"version\":3,\"text\":\"T\"}");
    }

    @Test
    void upgrade_noNumber_recognitionCountsBeforeTheRelease() {
        assertThat(stored("3", "{\"schema\":\"todo-item\",\"title\":\"T\",\"isDone\":true}", null))
                .contains("\"text\":\"T\",\"status\":\"done\"");
    }

    @Test
    void upgrade_numberWithinAnOlderShape_defaultsOfTheLastReleaseThatHasIt() {
        String base = "{\"schema\":\"todo-item\",\"version\":3,\"text\":\"T\",\"status\":\"done\"}";

        assertThat(stored("3", shown("1.1", base), base)).isEqualTo(base);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ \"_id\":\"a\",\"schema\":\"todo-item\",\"_deleted\":true }",
                "{ \"_id\":\"a\",\"_deleted\":true }",
                "{ \"_id\":\"_design/a\",\"schema\":\"todo-item\",\"isDone\":1 }",
                "{ \"_id\":\"_local/a\",\"schema\":\"todo-item\",\"isDone\":1 }",
                "{ \"_id\":\"a\",\"schema\":\"todo\" }",
                "{ \"_id\":\"a\" }",
            })
    void upgrade_noneOfOurs_leavesAsTheVeryBytes(String written) {
        assertThat(stored("1", written, BASE_3)).isEqualTo(written);
        assertThat(stored("1", written, null)).isEqualTo(written);
    }

    @Test
    void upgrade_idOfTheRequest_tellsDesignDocumentsAndTypes() {
        String design = "{ \"schema\":\"todo-item\" }";
        ReleaseView byField = TodoSchema.view(TodoSchema.catalog(), "1");
        ReleaseView byPrefix = TodoSchema.view(
                TodoSchema.builder().typeRule(new TypeRule.ByIdPrefix(":")).build(), "1");

        assertThat(byField.upgrade("_design/a", JsonObject.of(design), null, BareTombstones.UNHEARD))
                .hasToString(design);
        assertThat(byPrefix.upgrade("todo-item:1", JsonObject.of("{\"title\":\"T\"}"), null, BareTombstones.UNHEARD))
                .hasToString("{\"text\":\"T\",\"groupName\":\"default\",\"assignees\":[],\"version\":3}");
        assertThat(byPrefix.needsBase("todo-item:1", JsonObject.of("{\"title\":\"T\"}")))
                .isTrue();
        assertThat(byPrefix.needsBase(JsonObject.of("{\"title\":\"T\"}"))).isFalse();
    }

    @Test
    void upgrade_typeThatTheReleaseDoesNotName_isStoredAsItIsAndNumberedWhereItsMembersTell() {
        Catalog catalog = TodoSchema.builder()
                .recognition(TodoSchema.RECOGNITION)
                .release(new Release("4", VersionRange.parse("4.x"), Map.of("settings", 1)))
                .build();

        assertThat(stored(catalog, "4", "{\"schema\":\"todo-item\",\"isDone\":true}", BASE_3))
                .isEqualTo("{\"schema\":\"todo-item\",\"isDone\":true,\"version\":1}");
        assertThat(stored(catalog, "4", "{ \"schema\":\"todo-item\" }", BASE_3))
                .isEqualTo("{ \"schema\":\"todo-item\" }");
        assertThat(stored(catalog, "4", "{ \"schema\":\"todo-item\",\"isDone\":true,\"text\":1 }", BASE_3))
                .isEqualTo("{ \"schema\":\"todo-item\",\"isDone\":true,\"text\":1 }");
        assertThat(stored(catalog, "4", "{ \"schema\":\"todo-item\",\"version\":2 }", BASE_3))
                .isEqualTo("{ \"schema\":\"todo-item\",\"version\":2 }");
    }

    @Test
    void upgrade_typeThatTheStoreReleaseDoesNotName_keepsItsVersionOrTheBases() {
        Catalog catalog = TodoSchema.builder()
                .release(new Release("4", VersionRange.parse("4.x"), Map.of("settings", 1)))
                .build();

        assertThat(stored(catalog, "1", "{\"schema\":\"todo-item\",\"title\":\"T\"}", null))
                .isEqualTo("{\"schema\":\"todo-item\",\"title\":\"T\",\"version\":1}");
        assertThat(stored(catalog, "1", "{\"schema\":\"todo-item\",\"title\":\"T\"}", BASE_3))
                .contains("\"text\":\"T\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"_id\":\"a\",\"schema\":\"todo-item\",\"version\":3,\"_deleted\":true,\"text\":\"T\",\"assignees\":[\"ada\",\"bo\"]}",
                "{\"_id\":\"a\",\"schema\":\"settings\",\"version\":1,\"text\":\"T\",\"assignees\":[\"ada\",\"bo\"]}",
                "{\"_id\":\"a\",\"schema\":\"unheard of\",\"version\":99}",
                "{\"_id\":\"a\",\"version\":99}"
            })
    void upgrade_tombstoneOrAnotherType_isNoBase(String base) {
        String written = "{\"_id\":\"a\",\"schema\":\"todo-item\",\"version\":2,\"title\":\"T\",\"assignee\":\"ada\"}";

        assertThat(stored("2", written, base))
                .isEqualTo(stored("2", written, null))
                .contains("[\"ada\"]");
    }

    @Test
    void upgrade_baseNewerThanTheStoreRelease_isStoredInItsShape() {
        Catalog catalog = TodoSchema.builder().store("2").build();

        assertThat(stored(catalog, "2", shown(catalog, "2", BASE_3), BASE_3)).isEqualTo(BASE_3);
        assertThat(stored(catalog, "1", shown(catalog, "1", BASE_3).replace("the", "all"), BASE_3))
                .isEqualTo(BASE_3.replace("the", "all"));
        assertThat(stored(catalog, "1", "{\"schema\":\"todo-item\",\"title\":\"T\"}", null))
                .contains("\"version\":2");
    }

    @Test
    void upgrade_hiddenNumber_isStoredAllTheSame() {
        Catalog catalog = TodoSchema.hidden().build();

        for (String release : List.of("1", "1.1", "2", "3")) {
            String shown = shown(catalog, release, BASE_3);
            assertThat(shown).doesNotContain("version");
            assertThat(stored(catalog, release, shown, BASE_3)).isEqualTo(BASE_3);
            assertThat(stored(catalog, release, shown.replace("\"n\":1.50", "\"n\":2"), BASE_3))
                    .contains("\"version\":3", "\"n\":2")
                    .contains("[\"ada\",\"bo\"]");
        }
        assertThat(stored(catalog, "3", "{\"schema\":\"todo-item\",\"text\":\"T\"}", null))
                .isEqualTo("{\"schema\":\"todo-item\",\"text\":\"T\",\"version\":3}");
    }

    @Test
    void upgrade_defaultThatTheBaseDoesNotHave_isNotStored() {
        String base = "{\"_id\":\"a\",\"schema\":\"todo-item\",\"version\":3,\"text\":\"T\",\"status\":\"done\"}";

        assertThat(stored(
                        "1.1",
                        "{\"schema\":\"todo-item\",\"title\":\"U\",\"isDone\":true,\"isImportant\":false}",
                        base))
                .isEqualTo("{\"schema\":\"todo-item\",\"version\":3,\"text\":\"U\",\"status\":\"done\"}");
        assertThat(stored("3", "{\"schema\":\"todo-item\",\"version\":3,\"text\":\"U\",\"isImportant\":false}", base))
                .isEqualTo("{\"schema\":\"todo-item\",\"version\":3,\"text\":\"U\"}");
        assertThat(stored("3", "{\"schema\":\"todo-item\",\"version\":3,\"text\":\"U\",\"isImportant\":false}", null))
                .isEqualTo("{\"schema\":\"todo-item\",\"version\":3,\"text\":\"U\"}");
    }

    @Test
    void upgrade_defaultThatTheBaseHas_isStored() {
        String base = "{\"_id\":\"a\",\"schema\":\"todo-item\",\"version\":3,\"text\":\"T\",\"isImportant\":false}";

        assertThat(stored("1.1", "{\"schema\":\"todo-item\",\"title\":\"U\",\"isImportant\":false}", base))
                .isEqualTo("{\"schema\":\"todo-item\",\"version\":3,\"text\":\"U\",\"isImportant\":false}");
    }

    @Test
    void upgrade_valueThatIsNotTheDefault_isStored() {
        assertThat(stored("3", "{\"schema\":\"todo-item\",\"version\":3,\"isImportant\":true}", null))
                .isEqualTo("{\"schema\":\"todo-item\",\"version\":3,\"isImportant\":true}");
        assertThat(stored("1", "{\"schema\":\"todo-item\",\"version\":1,\"isImportant\":false}", null))
                .contains("\"isImportant\":false");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '^',
            quoteCharacter = '|',
            value = {
                "{\"version\":7}^ todo-item 7: no release names this version",
                "{\"version\":\"1\"}^ todo-item: version is \"1\", expected an integer from 1",
                "{\"version\":2,\"isDone\":true}^ todo-item 2: its members are those of 1"
                        + RefusedException.UPDATED_APP,
                "{\"isDone\":true,\"text\":1}^ todo-item: version is missing, and its members are those of 1 and 3"
                        + RefusedException.UPDATED_APP,
                "{\"version\":2,\"assignee\":1,\"assignees\":1}^ "
                        + "todo-item 2 to 3: rename assignee to assignees: there is a member assignees already",
            })
    void upgrade_writtenDocumentThatCannotBeLedUp_isRefused(String members, String reason) {
        String written = "{\"_id\":\"a\",\"schema\":\"todo-item\"," + members.substring(1);

        assertThatThrownBy(() -> stored("1", written, null))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .satisfies(e -> assertThat(e.getStackTrace()).isEmpty());
    }

    @Test
    void upgrade_baseThatCannotBeShown_isRefusedWithoutItsValues() {
        String base = "{\"_id\":\"a\",\"schema\":\"todo-item\",\"version\":3,\"text\":\"T\",\"assignees\":\"secret\"}";

        assertThatThrownBy(() -> stored("2", "{\"schema\":\"todo-item\",\"title\":\"T\"}", base))
                .isInstanceOf(RefusedException.class)
                .hasMessage(
                        "the base of the edit: todo-item 3 to 2: wrap assignees: assignees is expected to be an array");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"version\":\"secret\"}",
                "{\"version\":-42}",
                "{\"version\":3,\"isDone\":\"secret\"}",
                "{\"isDone\":\"secret\",\"text\":1}"
            })
    void upgrade_baseWithAVersionThatCannotBe_isRefusedWithoutItsValues(String members) {
        String base = "{\"_id\":\"a\",\"schema\":\"todo-item\"," + members.substring(1);

        assertThatThrownBy(() -> stored("2", "{\"schema\":\"todo-item\",\"title\":\"T\"}", base))
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith("the base of the edit: todo-item: version")
                .message()
                .doesNotContain("secret", "42");
    }

    @Test
    void upgrade_baseWithAVersionThatNoReleaseNames_isRefusedForNow() {
        assertThatThrownBy(
                        () -> stored("1", "{\"schema\":\"todo-item\",\"title\":\"T\"}", BASE_3.replace(":3,", ":4,")))
                .isInstanceOf(TemporarilyRefusedException.class)
                .hasMessage("the base of the edit: todo-item: it has a version that no release names")
                .satisfies(e -> assertThat(e.getStackTrace()).isEmpty());
    }

    @Test
    void upgrade_writtenValueThatALensDoesNotAcceptBesideABase_reasonNamesNoValue() {
        Catalog catalog = Catalog.builder()
                .release(new Release("1", VersionRange.parse("1"), Map.of("t", 1)))
                .release(new Release("2", VersionRange.parse("2"), Map.of("t", 2)))
                .lens(new Lens(
                        "t",
                        1,
                        2,
                        List.of(
                                new ConvertPairs(
                                        name("a"),
                                        List.of(
                                                new ConvertPairs.Pair(JsonValue.of("0"), JsonValue.of("1")),
                                                new ConvertPairs.Pair(JsonValue.of("0"), JsonValue.of("2"))),
                                        null),
                                new Add(name("b"), JsonSlice.NULL))))
                .build();
        String base = "{\"type\":\"t\",\"version\":2,\"a\":2,\"b\":\"secret\"}";

        assertThat(stored(catalog, "1", "{\"type\":\"t\",\"version\":1,\"a\":0,\"c\":1}", base))
                .isEqualTo("{\"type\":\"t\",\"version\":2,\"a\":2,\"b\":\"secret\",\"c\":1}");
        assertThatThrownBy(() -> stored(catalog, "1", "{\"type\":\"t\",\"version\":1,\"a\":42}", base))
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith("t 1 to 2: convert a: ")
                .message()
                .doesNotContain("42", "secret");
    }

    @Test
    void upgrade_whatItsWriterCouldNotReadAgain_isRefused() {
        // The second lens leads two values to one, and back to the one that the first lens never makes.
        List<ConvertPairs.Pair> pairs = List.of(
                new ConvertPairs.Pair(JsonValue.of("0"), JsonValue.of("2")),
                new ConvertPairs.Pair(JsonValue.of("[1]"), JsonValue.of("2")));
        Catalog catalog = Catalog.builder()
                .release(new Release("1", VersionRange.parse("1"), Map.of("t", 1)))
                .release(new Release("3", VersionRange.parse("3"), Map.of("t", 3)))
                .lens(new Lens("t", 1, 2, List.of(new Wrap(name("a")))))
                .lens(new Lens("t", 2, 3, List.of(new ConvertPairs(name("a"), pairs, null))))
                .build();

        for (String base : new String[] {null, "{\"type\":\"t\",\"version\":3}"}) {
            assertThatThrownBy(() -> stored(catalog, "1", "{\"type\":\"t\",\"version\":1,\"a\":1}", base))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageStartingWith("it could not be read again: t 3 to 1: wrap a: ");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '|',
            value = {
                "{\"type\":\"t\",\"version\":2,\"secret\":7}; {\"type\":\"t\",\"version\":3,\"open\":7,\"n\":1}",
                "{\"type\":\"t\",\"version\":1}; {\"type\":\"t\",\"version\":3,\"n\":1,\"open\":0}",
            })
    void upgrade_hiddenMemberThatANewerVersionCallsOtherwise_isKept(String base, String expected) {
        // Version 3 keeps under one name what version 2 has under two, one of which version 1 does not know.
        Catalog catalog = Catalog.builder()
                .release(new Release("1", VersionRange.parse("1"), Map.of("t", 1)))
                .release(new Release("2", VersionRange.parse("2"), Map.of("t", 2)))
                .release(new Release("3", VersionRange.parse("3"), Map.of("t", 3)))
                .lens(new Lens("t", 1, 2, List.of(new Add(name("secret"), JsonSlice.number(0)))))
                .lens(new Lens("t", 2, 3, List.of(new Merge(List.of(name("open"), name("secret")), name("open")))))
                .build();

        String stored = stored(catalog, "1", "{\"type\":\"t\",\"version\":1,\"n\":1}", base);

        assertThat(JsonObject.of(stored).sameAs(JsonObject.of(expected)))
                .as(stored)
                .isTrue();
    }

    @Test
    void upgrade_base_isOnlyRead() {
        JsonObject base = JsonObject.of(BASE_3);

        TodoSchema.view(TodoSchema.catalog(), "1")
                .upgrade(JsonObject.of("{\"schema\":\"todo-item\",\"title\":\"T\"}"), base);

        assertThat(base).hasToString(BASE_3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '|',
            value = {
                "1; {\"schema\":\"todo-item\"}; true",
                "2; {\"schema\":\"todo-item\"}; true",
                "3; {\"schema\":\"todo-item\"}; false",
                "3; {\"schema\":\"todo-item\",\"isImportant\":true}; false",
                "3; {\"schema\":\"todo-item\",\"isImportant\":false}; true",
                "3; {\"schema\":\"todo-item\",\"version\":1}; true",
                "3; {\"schema\":\"todo-item\",\"isDone\":true}; true",
                "1; {\"schema\":\"todo-item\",\"version\":3}; false",
                "1; {\"schema\":\"todo-item\",\"version\":7}; false",
                "1; {\"schema\":\"settings\"}; false",
                "1; {\"schema\":\"unheard of\"}; false",
                "1; {\"schema\":\"todo-item\",\"_deleted\":true}; false",
                "1; {\"_id\":\"_design/a\",\"schema\":\"todo-item\"}; false",
            })
    void needsBase_onlyWhereSomethingMayBeLost(String release, String written, boolean expected) {
        assertThat(TodoSchema.view(TodoSchema.catalog(), release).needsBase(JsonObject.of(written)))
                .isEqualTo(expected);
    }

    @Test
    void needsBase_baseMayBeNewerThanTheTarget_yes() {
        Catalog catalog = TodoSchema.builder().store("2").build();

        assertThat(TodoSchema.view(catalog, "2").needsBase(JsonObject.of("{\"schema\":\"todo-item\"}")))
                .isTrue();
        assertThat(TodoSchema.view(catalog, "3").needsBase(JsonObject.of("{\"schema\":\"todo-item\"}")))
                .isFalse();
    }

    @Test
    void needsBase_lensesThatNeedNone_no() {
        Catalog catalog = Catalog.builder()
                .release(new Release("1", VersionRange.parse("1"), Map.of("t", 1))
                        .withDefaults(Map.of("t", Defaults.of(JsonObject.of("{\"c\":{}}")))))
                .release(new Release("2", VersionRange.parse("2"), Map.of("t", 2)))
                .lens(new Lens("t", 1, 2, List.of(new Rename(name("a"), name("b")))))
                .build();
        ReleaseView view = TodoSchema.view(catalog, "1");

        assertThat(view.needsBase(JsonObject.of("{\"type\":\"t\",\"a\":1,\"c\":1}")))
                .isFalse();
        assertThat(view.needsBase(JsonObject.of("{\"type\":\"t\",\"a\":1,\"c\":{}}")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"title\":\"other\"", "\"title\":\"Water the plants\""})
    void upgrade_attachments_leaveInTheOrderTheyWereWritten(String title) {
        String base = BASE_3.replace(
                "\"schema\"",
                "\"_attachments\":{\"a\":{\"stub\":true,\"length\":1},\"b\":{\"stub\":true,\"length\":2}},\"schema\"");
        for (String attachments : List.of(
                "{\"b\":{\"follows\":true,\"length\":2},\"c\":{\"stub\":true},\"a\":{\"length\":1,\"follows\":true}}",
                "{\"b\":{\"length\":2,\"stub\":true},\"a\":{\"length\":1,\"stub\":true}}")) {
            String written = shown("1", base)
                    .replaceFirst("\"title\":\"[^\"]*\"", title)
                    .replaceFirst("\"_attachments\":\\{.*?}}", "\"_attachments\":" + attachments);

            assertThat(stored("1", written, base)).contains("\"_attachments\":" + attachments, "\"ada\"");
        }
    }
}
