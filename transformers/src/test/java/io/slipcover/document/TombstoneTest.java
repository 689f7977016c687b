package io.slipcover.document;

import static io.slipcover.document.TodoSchema.shown;
import static io.slipcover.document.TodoSchema.stored;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.catalog.Catalog;
import io.slipcover.catalog.TypeRule;
import io.slipcover.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Deleted documents: some keep members, and those have a shape. */
final class TombstoneTest {
    private static final String CHANGED = "\"_id\":\"a\",\"_rev\":\"2-x\",\"_deleted\":true";
    private final Catalog catalog = NoteSchema.builder(false).build();

    @Test
    void view_tombstoneWithMembers_isInTheClientsShape() {
        String tombstone = "{" + CHANGED + ",\"kind\":\"note\",\"v\":1,\"title\":\"Milk\",\"owner\":\"ann\"}";

        assertThat(shown(catalog, "1", tombstone)).isEqualTo(tombstone);
        assertThat(shown(catalog, "2", tombstone))
                .isEqualTo("{" + CHANGED
                        + ",\"kind\":\"note\",\"v\":2,\"text\":\"Milk\",\"owners\":[\"ann\"],\"due\":null}");
        assertThat(shown(NoteSchema.builder(true).build(), "1", tombstone)).doesNotContain("\"v\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"v\":1,\"title\":\"Milk\",\"text\":\"of the older side\"",
                "\"v\":99,\"title\":\"Milk\"",
                "\"v\":\"one\",\"title\":\"Milk\""
            })
    void view_tombstoneThatCannotBeShown_isBare(String members) {
        String couch = CHANGED + ",\"_revisions\":{\"start\":2,\"ids\":[\"x\",\"y\"]},\"_attachments\":{}";

        assertThat(shown(catalog, "3", "{" + couch + ",\"kind\":\"note\"," + members + "}"))
                .isEqualTo("{" + couch + "}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ",\"kind\":\"note\"", ",\"kind\":\"unheard of\",\"title\":\"Milk\"", ",\"title\":\"Milk\""})
    void tombstone_withoutAShape_staysAsItIs(String members) {
        String tombstone = "{ " + CHANGED + members + "}";

        assertThat(shown(catalog, "3", tombstone)).isEqualTo(tombstone);
        assertThat(stored(catalog, "1", tombstone, null)).isEqualTo(tombstone);
        assertThat(TodoSchema.view(catalog, "1").needsBase(JsonObject.of(tombstone)))
                .isFalse();
    }

    @Test
    void tombstone_ofATypeByItsId_isOfThatTypeWhereItHasMembers() {
        Catalog byId =
                NoteSchema.builder(false).typeRule(new TypeRule.ByIdPrefix(":")).build();
        String bare = "{ \"_id\":\"note:1\",\"_deleted\":true }";

        assertThat(stored(byId, "1", bare, null)).isEqualTo(bare);
        assertThat(shown(byId, "2", bare)).isEqualTo(bare);
        assertThat(stored(byId, "1", "{\"_id\":\"note:1\",\"_deleted\":true,\"title\":\"Milk\"}", null))
                .isEqualTo("{\"_id\":\"note:1\",\"_deleted\":true,\"text\":\"Milk\",\"due\":null,\"v\":3}");
    }

    @Test
    void upgrade_tombstoneWithMembers_isLedUpAndNumbered() {
        String written = "{" + CHANGED + ",\"kind\":\"note\",\"title\":\"Milk\",\"done\":true,\"owner\":\"ann\"}";
        String led = "{" + CHANGED
                + ",\"kind\":\"note\",\"text\":\"Milk\",\"status\":\"closed\",\"people\":[\"ann\"],\"due\":null,\"v\":3}";

        for (String release : new String[] {"1", "2", "3"}) {
            assertThat(stored(catalog, release, written, null)).isEqualTo(led);
        }
    }

    @Test
    void upgrade_tombstoneWithMembers_takesFromTheBaseWhatWasNotShown() {
        String base =
                "{\"_id\":\"a\",\"kind\":\"note\",\"v\":3,\"text\":\"Milk\",\"people\":[\"ann\",\"bob\"],\"due\":\"may\"}";
        String written = shown(catalog, "1", base).replace("\"_id\":\"a\"", CHANGED);

        assertThat(stored(catalog, "1", written, base))
                .contains("\"_deleted\":true", "\"people\":[\"ann\",\"bob\"]", "\"due\":\"may\"", "\"v\":3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"title\":\"Milk\",\"text\":\"of neither\"",
                "\"v\":99,\"title\":\"Milk\"",
                "\"v\":1,\"owner\":\"ann\",\"owners\":[]"
            })
    void upgrade_tombstoneThatCannotBeLedUp_isBare(String members) {
        assertThat(stored(catalog, "2", "{" + CHANGED + ",\"kind\":\"note\"," + members + "}", null))
                .isEqualTo("{" + CHANGED + "}");
    }

    @Test
    void upgrade_tombstoneWhoseBaseIsOfAnUnknownVersion_isBare() {
        String written = "{" + CHANGED + ",\"kind\":\"note\",\"v\":1,\"title\":\"Milk\"}";

        assertThat(stored(catalog, "1", written, "{\"_id\":\"a\",\"kind\":\"note\",\"v\":99}"))
                .isEqualTo("{" + CHANGED + "}");
    }

    @Test
    void upgrade_undeleted_isLedUpWithoutTheTombstone() {
        String tombstone = "{" + CHANGED + ",\"kind\":\"note\",\"v\":3,\"text\":\"Milk\",\"people\":[\"ann\",\"bob\"]}";
        String undeleted = shown(catalog, "1", tombstone).replace(",\"_deleted\":true", "");

        assertThat(stored(catalog, "1", undeleted, tombstone))
                .isEqualTo(stored(catalog, "1", undeleted, null))
                .contains("\"text\":\"Milk\"", "\"people\":[\"ann\"]", "\"v\":3");
    }
}
