package io.slipcover.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.catalog.Catalog;
import io.slipcover.catalog.CatalogBuilder;
import io.slipcover.catalog.Recognition;
import io.slipcover.catalog.Release;
import io.slipcover.catalog.TypeRule;
import io.slipcover.catalog.VersionRange;
import io.slipcover.catalog.VersionRule;
import io.slipcover.document.ReleaseView;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;
import io.slipcover.lens.Jsonata;
import io.slipcover.lens.Lens;
import io.slipcover.lens.ObjectCondition;
import io.slipcover.lens.Operation;
import io.slipcover.lens.Rename;
import io.slipcover.lens.ReservedNames;
import io.slipcover.mango.Selector;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How the shapes of a type are told apart in a selector, and what becomes of what nobody can see through. */
final class TranslationTest {
    private static final Operation RENAME = new Rename(JsonName.of("title"), JsonName.of("text"));

    @Test
    void of_typeByIdPrefix_idsAreComparedByteByByte() {
        Translation translation = translate(schema(RENAME).typeRule(new TypeRule.ByIdPrefix(":")), "2", "{'text':'a'}");

        assertAsked(
                translation,
                "{'$or':[{'text':{'$eq':'a'}},{'$and':[{'_id':{'$regex':'\\\\Anote\\\\:'}},"
                        + "{'$or':[{'version':{'$eq':1}},{'version':{'$exists':false}}]},{'title':{'$eq':'a'}}]}]}");
    }

    @Test
    void of_aVersionThatAMissingNumberDoesNotMean_theNumberIsThere() {
        Translation translation = translate(schema(RENAME), "1", "{'title':'a'}");

        assertAsked(
                translation,
                "{'$or':[{'title':{'$eq':'a'}},{'$and':[{'type':{'$eq':'note'}},{'version':{'$eq':2}},"
                        + "{'text':{'$eq':'a'}}]}]}");
    }

    @Test
    void of_aVersionThatIsRecognised_theNumberOrTheMembersTell() {
        Recognition rules = new Recognition(Map.of(
                "note",
                Map.of(2, ObjectCondition.onMembers(List.of(JsonName.of("text")), List.of(JsonName.of("title"))))));

        assertAsked(
                translate(schema(RENAME).recognition(rules), "1", "{'title':'a'}"),
                "{'$or':[{'title':{'$eq':'a'}},{'$and':[{'type':{'$eq':'note'}},{'$or':[{'version':{'$eq':2}},"
                        + "{'$and':[{'version':{'$exists':false}},{'text':{'$exists':true}},{'title':{'$exists':false}}]}]},"
                        + "{'text':{'$eq':'a'}}]}]}");
    }

    @Test
    void of_aHiddenNumber_itIsMissingInViews() {
        CatalogBuilder hidden = schema(RENAME).versionRule(new VersionRule(JsonName.of("version"), 1, true));

        assertAsked(
                translate(hidden, "2", "{'version':{'$exists':false}}"),
                "{'$or':[{'version':{'$exists':false}},{'type':{'$eq':'note'}}]}");
        assertAsked(translate(hidden, "2", "{'version':2}"), "{'version':{'$eq':2}}");
    }

    @Test
    void of_jsonata_anyDocumentOfThatVersionIsFoundAndToldOf() {
        Operation expression = new Jsonata("$", "$", ReservedNames.ofDocument(Set.of()));

        Translation translation = translate(schema(expression), "2", "{'type':'note','text':'a'}");

        assertAsked(
                translation,
                "{'$and':[{'type':{'$eq':'note'}},{'$or':[{'text':{'$eq':'a'}},"
                        + "{'version':{'$eq':1}},{'version':{'$exists':false}}]}]}");
        assertThat(translation.blind()).containsExactly("note 1 to 2: jsonata");
    }

    @Test
    void of_aConditionOnTheDocumentAsAWhole_everyDocumentIsFound() {
        assertAsked(
                translate(schema(RENAME), "2", "{'$and':[{'$type':'object'},{'text':'a'}]}"),
                "{'$or':[{'$and':[{'$type':'object'},{'text':{'$eq':'a'}}]},{'$and':[{'type':{'$eq':'note'}},{'$or':[{'version':{'$eq':1}},{'version':{'$exists':false}}]},{'title':{'$eq':'a'}}]}]}");
    }

    @Test
    void of_everything_isEverything() {
        Translation translation = translate(schema(RENAME), "2", "{}");

        assertThat(translation.selector()).isEqualTo(new Selector.Everything());
        assertThat(translation.isExact()).isTrue();
    }

    @Test
    void selector_tombstonesAndDesignDocuments_areFoundAsTheyAre() {
        Selector asked = translate(schema(RENAME), "2", "{'text':'a'}").selector();

        assertThat(asked.matches(JsonObject.of(
                        "{\"_id\":\"x\",\"_deleted\":true,\"type\":\"note\",\"version\":1,\"text\":\"a\"}")))
                .isTrue();
        assertThat(asked.matches(
                        JsonObject.of("{\"_id\":\"_design/x\",\"type\":\"note\",\"version\":1,\"text\":\"a\"}")))
                .isTrue();
    }

    private static CatalogBuilder schema(Operation operation) {
        return Catalog.builder()
                .versionRule(new VersionRule(JsonName.of("version"), 1, false))
                .release(new Release("1", VersionRange.parse("1.x"), Map.of("note", 1)))
                .release(new Release("2", VersionRange.parse("2.x"), Map.of("note", 2)))
                .lens(new Lens("note", 1, 2, List.of(operation)));
    }

    private static Translation translate(CatalogBuilder schema, String release, String wished) {
        Catalog catalog = schema.build();
        ReleaseView view = new ReleaseView(catalog, catalog.release(release).orElseThrow());
        return Translation.of(view, Selector.parse(JsonValue.of(wished.replace('\'', '"'))));
    }

    private static void assertAsked(Translation translation, String asked) {
        assertThat(translation.selector().toJson()).hasToString(asked.replace('\'', '"'));
        assertThat(translation.isExact()).isFalse();
    }
}
