package io.slipcover.document;

import static io.slipcover.document.TodoSchema.name;
import static io.slipcover.document.TodoSchema.shown;
import static io.slipcover.document.TodoSchema.stored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipcover.catalog.Catalog;
import io.slipcover.catalog.Databases;
import io.slipcover.catalog.Release;
import io.slipcover.catalog.TypeRule;
import io.slipcover.catalog.TypeRule.ByCases.Case;
import io.slipcover.catalog.VersionRange;
import io.slipcover.catalog.VersionRule;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.MemberPath;
import io.slipcover.lens.Add;
import io.slipcover.lens.ConvertPairs;
import io.slipcover.lens.ConvertPairs.Pair;
import io.slipcover.lens.Copy;
import io.slipcover.lens.Lens;
import io.slipcover.lens.ObjectCondition;
import io.slipcover.lens.Operation;
import io.slipcover.lens.Remove;
import io.slipcover.lens.Rename;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Types whose documents have several names, which lenses change: types that are renamed, joined and split. */
final class NamedTypesTest {
    private static final JsonName TYPE = name("type");
    private static final JsonName KIND = name("contact_type");

    /** In version 2, what tells the places and persons of version 1 apart stands in a member of its own. */
    private final Catalog joined = catalog(
            new TypeRule.ByNames(new TypeRule.ByField(TYPE), Map.of("person", "contact", "clinic", "contact")),
            new Rename(TYPE, KIND),
            new Add(TYPE, JsonSlice.string("contact")));

    /** In version 2, what was one type is two. */
    private final Catalog split = catalog(
            new TypeRule.ByNames(new TypeRule.ByField(TYPE), Map.of("person", "contact", "clinic", "contact")),
            new Remove(TYPE, JsonSlice.string("contact")),
            new Rename(KIND, TYPE));

    private static Catalog catalog(TypeRule rule, Operation... operations) {
        return Catalog.builder()
                .typeRule(rule)
                .versionRule(new VersionRule(name("v"), 1, false))
                .release(new Release("1", VersionRange.parse("1.x"), Map.of("contact", 1)))
                .release(new Release("2", VersionRange.parse("2.x"), Map.of("contact", 2)))
                .lens(new Lens("contact", 1, 2, List.of(operations)))
                .build();
    }

    @Test
    void joined_bothWays_eachReleaseSeesItsName() {
        String older = "{\"contact_type\":\"person\",\"name\":\"Ada\",\"v\":2,\"type\":\"contact\"}";

        assertThat(stored(joined, "1", "{\"type\":\"person\",\"name\":\"Ada\",\"v\":1}", null))
                .isEqualTo(older);
        assertThat(shown(joined, "1", older)).isEqualTo("{\"type\":\"person\",\"name\":\"Ada\",\"v\":1}");
        assertThat(shown(joined, "2", "{\"type\":\"clinic\",\"name\":\"East\"}"))
                .isEqualTo("{\"contact_type\":\"clinic\",\"name\":\"East\",\"type\":\"contact\",\"v\":2}");
    }

    @Test
    void joined_editUnderTheOlderName_hasTheDocumentForItsBase() {
        String base = "{\"type\":\"contact\",\"contact_type\":\"person\",\"name\":\"Ada\",\"v\":2,\"x\":1e1}";

        assertThat(stored(joined, "1", "{\"type\":\"person\",\"name\":\"Ada\",\"v\":1,\"x\":10}", base))
                .as("unchanged")
                .isEqualTo(base);
        assertThat(stored(joined, "1", "{\"type\":\"clinic\",\"name\":\"Eve\",\"v\":1,\"x\":10}", base))
                .isEqualTo("{\"type\":\"contact\",\"contact_type\":\"clinic\",\"name\":\"Eve\",\"v\":2,\"x\":1e1}");
    }

    @Test
    void split_bothWays_eachReleaseSeesItsName() {
        String newer = "{\"type\":\"person\",\"name\":\"Ada\",\"v\":2}";

        assertThat(stored(
                        split,
                        "1",
                        "{\"type\":\"contact\",\"contact_type\":\"person\",\"name\":\"Ada\",\"v\":1}",
                        null))
                .isEqualTo(newer);
        assertThat(JsonObject.of(shown(split, "1", newer))
                        .sameAs(JsonObject.of(
                                "{\"contact_type\":\"person\",\"name\":\"Ada\",\"v\":1,\"type\":\"contact\"}")))
                .isTrue();
        assertThat(stored(
                        split,
                        "1",
                        "{\"type\":\"contact\",\"contact_type\":\"clinic\",\"name\":\"Ada\",\"v\":1}",
                        newer))
                .isEqualTo("{\"type\":\"clinic\",\"name\":\"Ada\",\"v\":2}");
    }

    @Test
    void lens_thatLeadsToAnotherType_isRefused() {
        assertThatThrownBy(() -> stored(split, "1", "{\"type\":\"contact\",\"contact_type\":\"ghost\",\"v\":1}", null))
                .isInstanceOf(RefusedException.class)
                .hasMessage(
                        "contact 1 to 2: type: the lenses are expected to make a document of the type 'contact', not of 'ghost'");
        assertThatThrownBy(() -> shown(split, "2", "{\"type\":\"contact\",\"v\":1}"))
                .isInstanceOf(UnshowableException.class)
                .hasMessageEndingWith("the lenses are expected to make a document of the type 'contact', not of none");
        assertThat(new StoreShape(split).lead(JsonObject.of("{\"type\":\"contact\",\"v\":1}")))
                .isInstanceOf(Leading.Refused.class);
    }

    @Test
    void documentWithoutANumber_hasTheVersionWhoseWaysKeepItsType() {
        assertThat(stored(split, "2", "{\"type\":\"person\",\"name\":\"Ada\"}", null))
                .isEqualTo("{\"type\":\"person\",\"name\":\"Ada\",\"v\":2}");
        assertThat(stored(joined, "2", "{\"type\":\"person\",\"name\":\"Ada\"}", null))
                .as("an app that was updated over an older local database: no contact_type leads back to it")
                .isEqualTo("{\"contact_type\":\"person\",\"name\":\"Ada\",\"type\":\"contact\",\"v\":2}");
        assertThat(stored(joined, "2", "{\"type\":\"contact\",\"contact_type\":\"clinic\"}", null))
                .isEqualTo("{\"type\":\"contact\",\"contact_type\":\"clinic\",\"v\":2}");
    }

    @Test
    void base_thatCannotBeShownUnderItsType_refusesTheEdit() {
        String base = "{\"type\":\"contact\",\"v\":1}";

        assertThatThrownBy(() -> stored(split, "1", base, base))
                .as("unchanged")
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("the base of the edit");
        assertThatThrownBy(() -> stored(joined, "1", "{\"type\":\"person\",\"v\":1}", "{\"type\":\"contact\",\"v\":2}"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("the base of the edit");
    }

    @Test
    void rulesOfSeveralDatabases_areSeveralWaysInEachOfThem() {
        Catalog rules = catalog(
                new TypeRule.ByCases(List.of(
                        new Case("contact", Databases.matching(List.of("a-*")), kind("note")),
                        new Case("contact", Databases.matching(List.of("b-*")), kind("memo")))),
                new ConvertPairs(TYPE, List.of(new Pair(JsonSlice.string("note"), JsonSlice.string("text"))), null));

        assertThatThrownBy(() -> stored(rules.in("a-x"), "1", "{\"type\":\"note\",\"v\":1}", null))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("not of none");
    }

    private static ObjectCondition kind(String kind) {
        return ObjectCondition.equal(MemberPath.of(TYPE), JsonSlice.string(kind));
    }

    @Test
    void tombstone_thatLeadsToAnotherType_isBare() {
        assertThat(shown(split, "2", "{\"_id\":\"a\",\"_deleted\":true,\"type\":\"contact\",\"name\":\"Ada\",\"v\":1}"))
                .isEqualTo("{\"_id\":\"a\",\"_deleted\":true}");
    }

    @Test
    void lens_ofATypeWithOneName_mayNotTouchIt() {
        assertThatThrownBy(() -> catalog(
                        new TypeRule.ByNames(new TypeRule.ByField(TYPE), Map.of("person", "human")),
                        new Copy(TYPE, KIND)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void pairs_ofNames_renameAType() {
        Catalog renamed = catalog(
                new TypeRule.ByNames(new TypeRule.ByField(TYPE), Map.of("person", "contact")),
                ConvertPairs.keepingOthers(
                        TYPE, List.of(new Pair(JsonSlice.string("person"), JsonSlice.string("contact")))));

        assertThat(shown(renamed, "2", "{\"type\":\"person\",\"v\":1}")).isEqualTo("{\"type\":\"contact\",\"v\":2}");
        assertThat(shown(renamed, "1", "{\"type\":\"contact\",\"v\":2}")).isEqualTo("{\"type\":\"person\",\"v\":1}");
    }
}
