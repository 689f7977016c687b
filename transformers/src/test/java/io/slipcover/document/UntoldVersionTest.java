package io.slipcover.document;

import static io.slipcover.document.TodoSchema.name;
import static io.slipcover.document.TodoSchema.shown;
import static io.slipcover.document.TodoSchema.stored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipcover.catalog.Catalog;
import io.slipcover.catalog.Defaults;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;
import io.slipcover.lens.Add;
import io.slipcover.lens.ConvertPairs;
import io.slipcover.lens.Lens;
import io.slipcover.lens.Rename;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents without a number: an app was updated before it had sent what it wrote offline. */
final class UntoldVersionTest {
    private static final String NOTE_1 =
            "{\"kind\":\"note\",\"title\":\"Milk\",\"done\":true,\"owner\":\"ann\",\"price\":1.1}";
    private static final String NOTE_2 =
            "{\"kind\":\"note\",\"text\":\"Milk\",\"status\":\"closed\",\"owners\":[\"ann\"],\"price\":1.1,\"due\":null}";
    private static final String NOTE_3 =
            "{\"kind\":\"note\",\"text\":\"Milk\",\"status\":\"closed\",\"people\":[\"ann\"],\"price\":110,\"due\":null}";

    private static String numbered(String document, int version) {
        return document.replaceFirst("}$", ",\"v\":" + version + "}");
    }

    private static boolean same(String one, String other) {
        return JsonObject.of(one).sameAs(JsonObject.of(other));
    }

    @ParameterizedTest
    @CsvSource({"false,1", "false,2", "false,3", "true,1", "true,2", "true,3"})
    void upgrade_documentOfAnOlderVersion_isLedUpFromThere_whateverReleaseItsWriterNames(boolean hidden, int store) {
        Catalog catalog =
                NoteSchema.builder(hidden).store(Integer.toString(store)).build();
        List<String> notes = List.of(NOTE_1, NOTE_2, NOTE_3);
        for (int release = 1; release <= 3; release++) {
            for (int own = 1; own <= release; own++) {
                int target = Math.max(own, store);
                String result = stored(catalog, Integer.toString(release), notes.get(own - 1), null);
                assertThat(same(result, numbered(notes.get(target - 1), target)))
                        .as("release %d, written as %d: %s", release, own, result)
                        .isTrue();
            }
        }
    }

    @Test
    void upgrade_theReleasesOwnShape_countsWhereTheWayBackAcceptsIt() {
        Catalog catalog = NoteSchema.builder(false).build();

        assertThat(stored(catalog, "3", "{\"kind\":\"note\",\"price\":5}", null))
                .isEqualTo("{\"kind\":\"note\",\"price\":5,\"v\":3}");
        assertThat(stored(catalog, "2", "{\"kind\":\"note\",\"status\":\"unheard of\"}", null))
                .contains("\"status\":\"unheard of\"", "\"v\":3");
    }

    @Test
    void upgrade_noVersionAcceptsIt_isRefusedForWhatEachSays() {
        Catalog catalog = NoteSchema.builder(false).build();

        assertThatThrownBy(() -> stored(
                        catalog, "2", "{\"kind\":\"note\",\"title\":\"Milk\",\"text\":\"Milk\",\"done\":true}", null))
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith("note: v is missing, and its members are neither of 2 (2 to 1: rename ")
                .hasMessageContaining(") nor of 1 (1 to 3: rename title to text: ")
                .hasMessageEndingWith(RefusedException.UPDATED_APP);
    }

    @Test
    void upgrade_numberOfAnOlderVersionWithMembersOfBoth_isRefusedAndNamesThePageForUpdatedApps() {
        Catalog catalog = NoteSchema.builder(false).build();
        String mixed = "{\"kind\":\"note\",\"v\":1,\"title\":\"Milk\",\"text\":\"Milk\",\"done\":true}";
        String base = "{\"kind\":\"note\",\"v\":1,\"title\":\"Milk\",\"done\":false}";

        assertThatThrownBy(() -> stored(catalog, "3", mixed, null))
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith("note 1 to 3: rename title to text: ")
                .hasMessageEndingWith(RefusedException.UPDATED_APP);
        assertThatThrownBy(() -> stored(catalog, "3", mixed, base))
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith("note 1 to 3: rename title to text: ")
                .hasMessageEndingWith(RefusedException.UPDATED_APP);
        assertThatThrownBy(() -> stored(catalog, "1", mixed, null))
                .as("what a client of release 1 writes is no leftover")
                .isInstanceOf(RefusedException.class)
                .hasMessageNotContaining("updating-apps");
    }

    @Test
    void upgrade_valueThatOnlyAStandInAnswersFor_isOfTheVersionThatKnowsIt() {
        Catalog catalog = converting();

        assertThat(stored(catalog, "2", "{\"type\":\"t\",\"status\":true}", null))
                .isEqualTo("{\"type\":\"t\",\"status\":\"closed\",\"version\":2}");
        assertThat(stored(catalog, "2", "{\"type\":\"t\",\"status\":\"open\"}", null))
                .isEqualTo("{\"type\":\"t\",\"status\":\"open\",\"version\":2}");
        assertThat(stored(catalog, "2", "{\"type\":\"t\",\"status\":\"other\"}", null))
                .isEqualTo("{\"type\":\"t\",\"status\":\"other\",\"version\":2}");
        assertThat(stored(catalog, "2", "{\"type\":\"t\",\"status\":7}", null))
                .as("known to neither")
                .isEqualTo("{\"type\":\"t\",\"status\":7,\"version\":2}");
    }

    private static Catalog converting() {
        ConvertPairs.Pair open = NoteSchema.pair("false", "\"open\"");
        ConvertPairs.Pair closed = NoteSchema.pair("true", "\"closed\"");
        ConvertPairs.Pair other = NoteSchema.pair("null", "\"other\"");
        return Catalog.builder()
                .release(NoteSchema.release("t", 1))
                .release(NoteSchema.release("t", 2))
                .lens(new Lens("t", 1, 2, List.of(new ConvertPairs(name("status"), List.of(open, closed), other))))
                .build();
    }

    @Test
    void upgrade_defaultThatTheWayBackWouldRefuse_doesNotCount() {
        Catalog catalog = Catalog.builder()
                .release(NoteSchema.release("t", 1))
                .release(NoteSchema.release("t", 2).withDefaults(Map.of("t", Defaults.of(JsonObject.of("{\"a\":0}")))))
                .lens(new Lens("t", 1, 2, List.of(new Rename(name("a"), name("b")))))
                .build();

        assertThat(stored(catalog, "2", "{\"type\":\"t\",\"a\":0,\"b\":1}", null))
                .isEqualTo("{\"type\":\"t\",\"b\":1,\"version\":2}");
        assertThat(stored(catalog, "2", "{\"type\":\"t\",\"a\":1}", null))
                .isEqualTo("{\"type\":\"t\",\"b\":1,\"version\":2}");
    }

    @Test
    void upgrade_ruleOfTheReleasesVersionIsNotMet_anOlderOneWithoutRuleComesFirst() {
        Catalog catalog = Catalog.builder()
                .release(NoteSchema.release("note", 1))
                .release(NoteSchema.release("note", 2))
                .recognition(NoteSchema.recognition(Map.of(2, List.of("due"))))
                .lens(new Lens("note", 1, 2, List.of(new Add(name("due"), JsonValue.of("\"never\"")))))
                .build();

        assertThat(stored(catalog, "2", "{\"type\":\"note\",\"a\":1}", null))
                .isEqualTo("{\"type\":\"note\",\"a\":1,\"due\":\"never\",\"version\":2}");
    }

    @Test
    void upgrade_membersOfSeveralRules_isRefused() {
        Catalog catalog = NoteSchema.builder(false)
                .recognition(NoteSchema.recognition(Map.of(1, List.of("title"), 2, List.of("text"))))
                .build();

        assertThatThrownBy(() -> stored(catalog, "2", "{\"kind\":\"note\",\"title\":\"a\",\"text\":\"b\"}", null))
                .isInstanceOf(RefusedException.class)
                .hasMessage("note: v is missing, and its members are those of 1 and 2" + RefusedException.UPDATED_APP);
    }

    @Test
    void upgrade_hiddenNumber_editOfAnOlderVersion_takesFromTheBaseWhatThatWasNotShown() {
        Catalog catalog = NoteSchema.builder(true).build();
        String base = numbered(NOTE_3.replace("[\"ann\"]", "[\"ann\",\"bob\"]").replace("null", "\"may\""), 3);
        for (String release : List.of("2", "3")) {
            String edit = shown(catalog, "1", base).replace("Milk", "Bread");
            assertThat(TodoSchema.view(catalog, release).needsBase(JsonObject.of(edit)))
                    .isTrue();
            assertThat(stored(catalog, release, edit, base)).isEqualTo(base.replace("Milk", "Bread"));
        }
    }

    @Test
    void upgrade_hiddenNumber_whatAnOlderVersionWasShown_changesNothing() {
        Catalog catalog = NoteSchema.builder(true).build();
        String base = numbered(NOTE_3.replace("[\"ann\"]", "[\"ann\",\"bob\"]"), 3);

        for (String shownTo : List.of("1", "2", "3")) {
            assertThat(stored(catalog, "3", shown(catalog, shownTo, base), base))
                    .isEqualTo(base);
        }
    }

    @Test
    void upgrade_hiddenNumber_baseThatOldClientsCannotSee_isNotTheirs() {
        Catalog catalog = NoteSchema.builder(true).build();
        String base = "{\"kind\":\"note\",\"v\":3,\"text\":\"Milk\",\"title\":\"of the newer side\"}";
        String edit = "{\"kind\":\"note\",\"text\":\"Bread\",\"title\":\"of the newer side\"}";

        assertThat(TodoSchema.view(catalog, "3").needsBase(JsonObject.of(edit))).isTrue();
        assertThat(stored(catalog, "3", edit, base)).isEqualTo(numbered(edit, 3));
        assertThatThrownBy(() -> stored(catalog, "3", edit, null)).isInstanceOf(RefusedException.class);
    }

    @Test
    void upgrade_hiddenNumber_currentEdit_needsNoBase_evenWhereItLooksLikeAnOlderView() {
        Catalog catalog = Catalog.builder()
                .release(NoteSchema.release("t", 1))
                .release(NoteSchema.release("t", 2))
                .lens(new Lens("t", 1, 2, List.of(new Add(name("due"), JsonValue.of("null")))))
                .build();
        String edit = "{\"type\":\"t\",\"a\":1}";

        assertThat(TodoSchema.view(catalog, "2").needsBase(JsonObject.of(edit))).isFalse();
        assertThat(stored(catalog, "2", edit, "{\"type\":\"t\",\"version\":2,\"a\":1,\"due\":\"may\"}"))
                .as("its client has removed due")
                .isEqualTo("{\"type\":\"t\",\"a\":1,\"version\":2}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"v\":3,", "\"v\":2,"})
    void upgrade_numbered_isNotLedBackToFindOut(String number) {
        Catalog catalog = NoteSchema.builder(false).build();
        String written = "{\"kind\":\"note\"," + number + "\"title\":\"of the newer side\"}";

        assertThat(stored(catalog, "3", written, null)).contains("\"title\":\"of the newer side\"", "\"v\":3");
    }
}
