package io.slipcover.document;

import static io.slipcover.document.TodoSchema.name;
import static io.slipcover.document.TodoSchema.shown;
import static io.slipcover.document.TodoSchema.stored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipcover.catalog.Catalog;
import io.slipcover.catalog.Databases;
import io.slipcover.catalog.TypeRule;
import io.slipcover.catalog.TypeRule.ByCases.Case;
import io.slipcover.catalog.TypeSpelling;
import io.slipcover.catalog.VersionRule;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.MemberPath;
import io.slipcover.lens.ObjectCondition;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents whose types and versions are told by other things than a member at the top. */
final class ToldTypesTest {
    private static final TypeSpelling SPELLING = TypeSpelling.parse("{type}/v{version}");

    private final Catalog spelled = NoteSchema.builder(false)
            .typeRule(new TypeRule.BySpelling(MemberPath.of(name("kind")), SPELLING))
            .versionRule(VersionRule.spelled(MemberPath.of(name("kind")), SPELLING))
            .build();
    private final Catalog nested = NoteSchema.builder(false)
            .typeRule(new TypeRule.ByField(path("meta", "kind")))
            .versionRule(new VersionRule(path("meta", "v"), 1, false, null))
            .build();
    private final Catalog nestedVersion = NoteSchema.builder(false)
            .versionRule(new VersionRule(path("meta", "v"), 1, false, null))
            .build();

    private static MemberPath path(String... names) {
        return new MemberPath(List.of(names).stream().map(TodoSchema::name).toList());
    }

    @Test
    void spelled_numberIsWrittenBesideTheType() {
        String first = "{\"kind\":\"note/v1\",\"title\":\"Milk\"}";
        String third = "{\"kind\":\"note/v3\",\"text\":\"Milk\",\"due\":null}";

        assertThat(stored(spelled, "1", first, null)).isEqualTo(third);
        assertThat(shown(spelled, "1", third)).isEqualTo(first);
        assertThat(shown(spelled, "3", first)).isEqualTo(third);
        assertThat(stored(spelled, "3", first, null))
                .as("an app that was updated")
                .isEqualTo(third);
    }

    @Test
    void spelled_unchangedView_storesTheBase() {
        String base = "{\"kind\":\"note/v3\",\"text\":\"Milk\",\"due\":1e1,\"x\":[1]}";

        assertThat(stored(spelled, "1", "{\"kind\":\"note/v1\",\"title\":\"Milk\",\"x\":[1]}", base))
                .isEqualTo(base);
        assertThat(stored(spelled, "1", "{\"kind\":\"note/v1\",\"title\":\"Tea\",\"x\":[1]}", base))
                .isEqualTo("{\"kind\":\"note/v3\",\"text\":\"Tea\",\"due\":1e1,\"x\":[1]}");
    }

    @ParameterizedTest
    @CsvSource({
        "note/v9, 'note 9: no release names this version'",
        "note/v9999999999, 'note 9999999999: no release names this version'",
        "note/v0, 'note: the version is written as \"note/v0\", expected an integer from 1'",
        "note/v01, 'note: the version is written as \"note/v01\", expected an integer from 1'",
    })
    void spelled_versionOfNoRelease_isTold(String kind, String reason) {
        String document = "{\"kind\":\"" + kind + "\",\"title\":\"Milk\"}";

        assertThatThrownBy(() -> shown(spelled, "1", document))
                .isInstanceOf(UnshowableException.class)
                .hasMessage(reason);
        assertThatThrownBy(() -> stored(spelled, "1", document, null))
                .isInstanceOf(RefusedException.class)
                .hasMessage(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"note\"", "\"note/v\"", "\"other/v1\"", "7"})
    void spelled_otherwise_staysAsItIs(String kind) {
        String document = "{ \"kind\":" + kind + ",\"title\":\"Milk\"}";

        assertThat(shown(spelled, "3", document)).isEqualTo(document);
        assertThat(stored(spelled, "1", document, null)).isEqualTo(document);
    }

    @Test
    void spelled_tombstoneWithItsTypeAlone_hasAVersionAllTheSame() {
        assertThat(shown(spelled, "1", "{\"_deleted\":true,\"kind\":\"note/v3\"}"))
                .isEqualTo("{\"_deleted\":true,\"kind\":\"note/v1\"}");
    }

    @Test
    void nested_numberStandsBesideTheNestedType() {
        String first = "{\"meta\":{\"kind\":\"note\",\"by\":\"ann\"},\"title\":\"Milk\"}";
        String third = "{\"meta\":{\"kind\":\"note\",\"by\":\"ann\",\"v\":3},\"text\":\"Milk\",\"due\":null}";

        assertThat(stored(nested, "1", first, null)).isEqualTo(third);
        assertThat(shown(nested, "1", third))
                .isEqualTo("{\"meta\":{\"kind\":\"note\",\"by\":\"ann\",\"v\":1},\"title\":\"Milk\"}");
        assertThat(shown(nested, "1", first)).isEqualTo(first);
        assertThat(stored(nested, "1", first, third))
                .as("what it was shown, but for the number")
                .isEqualTo(third);
    }

    @Test
    void nestedVersion_missingHost_isMade() {
        String third = "{\"kind\":\"note\",\"text\":\"Milk\",\"due\":null,\"meta\":{\"v\":3}}";

        assertThat(stored(nestedVersion, "1", "{\"kind\":\"note\",\"title\":\"Milk\"}", null))
                .isEqualTo(third);
        assertThat(shown(nestedVersion, "1", third))
                .isEqualTo("{\"kind\":\"note\",\"title\":\"Milk\",\"meta\":{\"v\":1}}");
        assertThat(shown(nestedVersion, "3", "{\"kind\":\"note\",\"title\":\"Milk\"}"))
                .isEqualTo("{\"kind\":\"note\",\"text\":\"Milk\",\"due\":null,\"meta\":{\"v\":3}}");
        assertThat(stored(nestedVersion, "1", "{\"kind\":\"note\",\"title\":\"Milk\"}", third))
                .as("a client that drops what it does not know")
                .isEqualTo(third);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"x\"", "[1]", "null", "1"})
    void nestedVersion_hostThatIsNoObject_isRefusedAndStillRead(String host) {
        String document = "{ \"kind\":\"note\",\"title\":\"Milk\",\"meta\":" + host + "}";

        assertThat(shown(nestedVersion, "1", document)).isEqualTo(document);
        assertThatThrownBy(() -> stored(nestedVersion, "1", document, null))
                .isInstanceOf(RefusedException.class)
                .hasMessage("note: expected an object around meta.v");
    }

    @Test
    void byDatabase_everyDocument_isOfTheType() {
        Catalog catalog = NoteSchema.builder(false)
                .typeRule(new TypeRule.ByCases(List.of(new Case("note", Databases.matching(List.of("notes-*")), null))))
                .build();
        String first = "{\"title\":\"Milk\"}";

        assertThat(stored(catalog.in("notes-1"), "1", first, null))
                .isEqualTo("{\"text\":\"Milk\",\"due\":null,\"v\":3}");
        assertThat(stored(catalog.in("others"), "1", first, null)).isEqualTo(first);
        assertThat(shown(catalog.in("notes-1"), "3", "{\"_id\":\"_design/a\",\"title\":\"Milk\"}"))
                .isEqualTo("{\"_id\":\"_design/a\",\"title\":\"Milk\"}");
        assertThat(shown(catalog.in("notes-1"), "3", "{\"_id\":\"a\",\"_deleted\":true}"))
                .isEqualTo("{\"_id\":\"a\",\"_deleted\":true}");
        assertThat(TodoSchema.view(catalog.in("notes-1"), "1").digest())
                .isEqualTo(TodoSchema.view(catalog.in("notes-2"), "1").digest())
                .isNotEqualTo(TodoSchema.view(catalog.in("others"), "1").digest());
    }

    @Test
    void byRules_tombstoneThatKeepsWhatTellsItsType_staysAsItIs() {
        Catalog catalog = NoteSchema.builder(false)
                .typeRule(new TypeRule.ByCases(List.of(new Case(
                        "note",
                        null,
                        new ObjectCondition(
                                Map.of(name("kind"), JsonSlice.string("n")), List.of(name("form")), List.of())))))
                .build();
        String tombstone = "{\"_deleted\":true,\"kind\":\"n\",\"form\":1}";

        assertThat(stored(catalog, "1", tombstone, null)).isEqualTo(tombstone);
        assertThat(stored(catalog, "1", "{\"_deleted\":true,\"kind\":\"n\",\"form\":1,\"title\":\"Milk\"}", null))
                .isEqualTo("{\"_deleted\":true,\"kind\":\"n\",\"form\":1,\"text\":\"Milk\",\"due\":null,\"v\":3}");
    }
}
