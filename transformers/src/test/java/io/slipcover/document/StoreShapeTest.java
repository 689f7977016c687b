package io.slipcover.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.catalog.Catalog;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of stored documents that are rewritten, and who reads it. */
final class StoreShapeTest {
    private static final Catalog CATALOG = TodoSchema.catalog();
    private static final StoreShape SHAPE = new StoreShape(CATALOG);
    private static final Readings READINGS = new Readings(CATALOG);

    private static JsonObject document(String members) {
        return JsonObject.of("{\"_id\":\"a\",\"_rev\":\"1-a\"," + members + "}");
    }

    private static JsonObject led(JsonObject stored) {
        return ((Leading.Led) SHAPE.lead(stored)).document();
    }

    @Test
    void anOlderDocument_isLed_andReadsAsBefore() {
        JsonObject stored =
                document("\"schema\":\"todo-item\",\"version\":1,\"title\":\"Milk\",\"isDone\":true,\"x\":1e0");

        JsonObject led = led(stored);

        assertThat(led)
                .hasToString("{\"_id\":\"a\",\"_rev\":\"1-a\",\"schema\":\"todo-item\",\"version\":3,\"text\":\"Milk\","
                        + "\"status\":\"done\",\"x\":1e0,\"groupName\":\"default\",\"assignees\":[]}");
        assertThat(stored.toString()).contains("\"isDone\":true");
        assertThat(READINGS.difference(stored, led)).isEmpty();
    }

    @Test
    void aDocumentWithoutItsNumber_getsTheNumber() {
        JsonObject led = led(document("\"schema\":\"todo-item\",\"text\":\"Milk\""));

        assertThat(led.get(TodoSchema.name("version"))).hasToString("3");
    }

    @Test
    void whatHasNoOlderShape_stays() {
        assertThat(SHAPE.lead(document("\"schema\":\"todo-item\",\"version\":3,\"text\":\"Milk\"")))
                .isEqualTo(new Leading.There("todo-item", 3));
        assertThat(new StoreShape(CATALOG.storing(CATALOG.release("2").orElseThrow()))
                        .lead(document("\"schema\":\"todo-item\",\"version\":3,\"text\":\"Milk\"")))
                .isEqualTo(new Leading.Newer("todo-item", 3));
        assertThat(SHAPE.lead(document("\"kind\":\"else\""))).isEqualTo(new Leading.Shapeless());
        assertThat(SHAPE.lead(JsonObject.of("{\"_id\":\"_design/a\",\"schema\":\"todo-item\",\"version\":1}")))
                .isEqualTo(new Leading.Shapeless());
        assertThat(SHAPE.lead(document("\"_deleted\":true"))).isEqualTo(new Leading.Shapeless());
    }

    @Test
    void whatCannotBeLed_isRefused_withoutItsValues() {
        assertThat(SHAPE.lead(document("\"schema\":\"todo-item\",\"version\":9")))
                .isInstanceOfSatisfying(
                        Leading.Refused.class,
                        refused -> assertThat(refused.obstacle())
                                .hasToString("todo-item: it has a version that no release names"));
        assertThat(SHAPE.lead(
                        document("\"schema\":\"todo-item\",\"version\":1,\"title\":\"secret\",\"text\":\"secret\"")))
                .isInstanceOfSatisfying(
                        Leading.Refused.class,
                        refused -> assertThat(refused.obstacle().toString()).doesNotContain("secret"));
    }

    @Test
    void aValueThatComesBackOtherwise_isADifference() {
        JsonObject stored =
                document("\"schema\":\"todo-item\",\"version\":1,\"title\":\"Milk\",\"isDone\":\"perhaps\"");

        assertThat(READINGS.difference(stored, led(stored))).hasValue("release 1 would read isDone differently");
        assertThat(READINGS.difference(stored, document("\"schema\":\"todo-item\",\"version\":9")))
                .hasValue(
                        "release 1 could not be shown it any more: todo-item: it has a version that no release names");
    }

    @Test
    void attachments_belongToWhatIsRead_andRevisionsDoNot() {
        JsonObject stored = document(
                "\"schema\":\"todo-item\",\"version\":3,\"text\":\"Milk\",\"_attachments\":{\"a\":{\"stub\":true}}");
        JsonObject other = stored.copy();
        other.put(TodoSchema.name("_rev"), JsonSlice.string("2-b"));

        assertThat(READINGS.difference(stored, other)).isEmpty();
        other.remove(TodoSchema.name("_attachments"));
        assertThat(READINGS.difference(stored, other)).hasValue("release 1 would read _attachments differently");
    }

    @Test
    void unshowable_namesTheReleases() {
        assertThat(READINGS.unshowable(
                        document("\"schema\":\"todo-item\",\"version\":3,\"text\":\"M\",\"assignees\":7")))
                .extracting(Readings.Unshowable::release)
                .containsExactly("1", "1.1", "2");
        assertThat(READINGS.unshowable(document("\"schema\":\"todo-item\",\"version\":3,\"text\":\"M\"")))
                .isEmpty();
    }

    @Test
    void aChangedSchema_showsInTheDigest_andInWhatIsRead() {
        Catalog other = TodoSchema.builder().build(); // Without the rules that tell versions.
        JsonObject untold = document("\"schema\":\"todo-item\",\"text\":\"Milk\",\"assignees\":[\"ann\"]");

        assertThat(new StoreShape(other).digest("todo-item"))
                .isNotEqualTo(SHAPE.digest("todo-item"))
                .hasSize(8);
        assertThat(READINGS.differFrom(new Readings(other), untold)).isTrue();
        assertThat(READINGS.differFrom(new Readings(TodoSchema.catalog()), untold))
                .isFalse();
        assertThat(READINGS.areThroughLenses(untold)).isTrue();
        assertThat(READINGS.areThroughLenses(document("\"kind\":\"else\""))).isFalse();
        assertThat(List.of(new StoredKind(CATALOG).of(untold).orElseThrow()))
                .containsExactly(new StoredKind.Kind("todo-item", 3));
    }
}
