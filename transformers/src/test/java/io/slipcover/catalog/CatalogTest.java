package io.slipcover.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.MemberPath;
import io.slipcover.lens.Add;
import io.slipcover.lens.Lens;
import io.slipcover.lens.ObjectCondition;
import io.slipcover.lens.Operation;
import io.slipcover.lens.Remove;
import io.slipcover.lens.Rename;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CatalogTest {
    private static final JsonName A = JsonName.of("a");
    private static final JsonName B = JsonName.of("b");

    @Test
    void releaseFor_severalRangesHoldTheVersion_lastOneServes() {
        Catalog catalog = catalog(
                release("1", "1.x", Map.of()),
                release("1.1", ">=1.1.0 <2.0.0", Map.of()),
                release("3", ">=3", Map.of()));

        assertThat(catalog.releaseFor(ClientVersion.parse("1.0.9"))
                        .orElseThrow()
                        .name())
                .isEqualTo("1");
        assertThat(catalog.releaseFor(ClientVersion.parse("1.5")).orElseThrow().name())
                .isEqualTo("1.1");
        assertThat(catalog.releaseFor(ClientVersion.parse("2"))).isEmpty();
    }

    @Test
    void store_leftOut_isTheLastRelease() {
        Catalog catalog = catalog(release("1", "1.x", Map.of()), release("2", "2.x", Map.of()));

        assertThat(catalog.store().name()).isEqualTo("2");
    }

    @Test
    void store_named_isThatRelease() {
        Catalog catalog = Catalog.builder()
                .release(release("1", "1.x", Map.of()))
                .release(release("2", "2.x", Map.of()))
                .store("1")
                .build();

        assertThat(catalog.store()).isEqualTo(catalog.release("1").orElseThrow());
    }

    @Test
    void versions_someReleasesNameAType_theirVersionsInOrder() {
        Catalog catalog = Catalog.builder()
                .release(release("1", "1.x", Map.of("t", 1)))
                .release(release("2", "2.x", Map.of()))
                .release(release("3", "3.x", Map.of("t", 3)))
                .lens(lens(2))
                .lens(lens(1))
                .build();

        assertThat(catalog.versions("t")).containsExactly(1, 3);
        assertThat(catalog.versions("other")).isEmpty();
        assertThat(catalog.types()).containsExactly("t");
        assertThat(catalog.lastRelease("t", 2)).isNull();
        assertThat(catalog.lastRelease("t", 1)).isEqualTo(catalog.releases().get(0));
    }

    @Test
    void defaults_laterReleases_holdOnUntilAnotherIsNamed() {
        Catalog catalog = catalog(
                release("1", "1.x", Map.of("t", 1)),
                release("2", "2.x", Map.of("t", 1)).withDefaults(Map.of("t", defaults("{\"a\":1,\"b\":1}"))),
                release("3", "3.x", Map.of("t", 1)),
                release("4", "4.x", Map.of("t", 1)).withDefaults(Map.of("t", defaults("{\"b\":2,\"c\":2}"))));

        assertThat(effective(catalog))
                .containsExactly("{}", "{\"a\":1,\"b\":1}", "{\"a\":1,\"b\":1}", "{\"a\":1,\"b\":2,\"c\":2}");
    }

    @Test
    void defaults_lensBringsTheMember_endThere() {
        assertThat(defaultsAcross(new Add(A, JsonSlice.TRUE))).containsExactly("{\"a\":1,\"b\":1}", "{\"b\":1}");
    }

    @Test
    void defaults_lensTakesTheMember_endThere() {
        assertThat(defaultsAcross(new Remove(A, JsonSlice.TRUE))).containsExactly("{\"a\":1,\"b\":1}", "{\"b\":1}");
    }

    @Test
    void defaults_lensRenamesTheMember_endOnBothSides() {
        assertThat(defaultsAcross(new Rename(A, B))).containsExactly("{\"a\":1,\"b\":1}", "{}");
    }

    @Test
    void defaults_releaseInBetweenDoesNotNameTheType_stillHold() {
        Catalog catalog = catalog(
                release("1", "1.x", Map.of("t", 1)).withDefaults(Map.of("t", defaults("{\"a\":1}"))),
                release("2", "2.x", Map.of()),
                release("3", "3.x", Map.of("t", 1)));

        assertThat(effective(catalog)).containsExactly("{\"a\":1}", "{}", "{\"a\":1}");
    }

    @Test
    void defaults_lensAcrossAReleaseThatDoesNotNameTheType_endThere() {
        Catalog catalog = Catalog.builder()
                .release(release("1", "1.x", Map.of("t", 1)).withDefaults(Map.of("t", defaults("{\"a\":1,\"b\":1}"))))
                .release(release("2", "2.x", Map.of()))
                .release(release("3", "3.x", Map.of("t", 3)))
                .lens(lens(1, new Add(A, JsonSlice.NULL)))
                .lens(lens(2, new Remove(A, JsonSlice.NULL)))
                .build();

        assertThat(effective(catalog)).containsExactly("{\"a\":1,\"b\":1}", "{}", "{\"b\":1}");
    }

    @Test
    void problems_nothingSet_thereIsNoRelease() {
        assertThat(Catalog.builder().problems()).containsExactly(new CatalogProblem.NoRelease());
    }

    @Test
    void problems_everyMistake_allAtOnce() {
        CatalogBuilder builder = Catalog.builder()
                .typeRule(new TypeRule.ByField(JsonName.of("schema")))
                .release(release("1", "1.x", Map.of("t", 2, "s", 1)))
                .release(release("2", "2.x", Map.of("t", 1)).withDefaults(Map.of("u", defaults("{\"_id\":1,\"a\":1}"))))
                .release(release("2", "3.x", Map.of("t", 5, "s", 1)))
                .store("9")
                .lens(lens(1, new Add(JsonName.of("schema"), JsonSlice.NULL)))
                .lens(lens(1, new Rename(A, JsonName.of("version")), new Rename(JsonName.of("_a"), B)))
                .lens(lens(3))
                .recognition(new Recognition(Map.of(
                        "t", Map.of(2, rule(), 3, rule()),
                        "v", Map.of(1, rule()))));

        assertThat(builder.problems())
                .containsExactlyInAnyOrder(
                        new CatalogProblem.ReleaseTwice(2, "2"),
                        new CatalogProblem.UnknownStore("9"),
                        new CatalogProblem.ReleaseGoesBack(1, "t", 1, 2, "1"),
                        new CatalogProblem.DefaultWithoutType(1, "u"),
                        new CatalogProblem.DefaultOfReservedMember(1, "u", JsonName.of("_id")),
                        new CatalogProblem.LensTwice(1, 0, "t", 1, 2),
                        new CatalogProblem.LensNamesReservedMember(
                                0, 0, "add schema", MemberPath.of(JsonName.of("schema"))),
                        new CatalogProblem.LensNamesReservedMember(
                                1, 0, "rename a to version", MemberPath.of(JsonName.of("version"))),
                        new CatalogProblem.LensNamesReservedMember(
                                1, 1, "rename _a to b", MemberPath.of(JsonName.of("_a"))),
                        new CatalogProblem.MissingLens(2, "t", 2, 3),
                        new CatalogProblem.MissingLens(2, "t", 4, 5),
                        new CatalogProblem.RecognitionOfUnknownVersion("t", 3),
                        new CatalogProblem.RecognitionOfUnknownType("v"));
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no lens leads t from 2 to 3")
                .hasMessageContaining("a second release '2'; expected a name of its own");
    }

    @Test
    void problems_lensesBeyondTheVersionsInUse_none() {
        CatalogBuilder builder = Catalog.builder()
                .release(release("1", "1.x", Map.of("t", 2)))
                .lens(lens(1))
                .lens(lens(4));

        assertThat(builder.problems()).isEmpty();
    }

    private static List<String> defaultsAcross(Operation operation) {
        return effective(Catalog.builder()
                .release(release("1", "1.x", Map.of("t", 1)).withDefaults(Map.of("t", defaults("{\"a\":1,\"b\":1}"))))
                .release(release("2", "2.x", Map.of("t", 2)))
                .lens(lens(1, operation))
                .build());
    }

    private static List<String> effective(Catalog catalog) {
        return catalog.releases().stream()
                .map(release -> catalog.defaults(release, "t").toString())
                .toList();
    }

    private static Catalog catalog(Release... releases) {
        CatalogBuilder builder = Catalog.builder();
        for (Release release : releases) {
            builder.release(release);
        }
        return builder.build();
    }

    private static Release release(String name, String clients, Map<String, Integer> types) {
        return new Release(name, VersionRange.parse(clients), types);
    }

    private static Lens lens(int from, Operation... operations) {
        return new Lens("t", from, from + 1, List.of(operations));
    }

    private static Defaults defaults(String members) {
        return Defaults.of(JsonObject.of(members));
    }

    private static ObjectCondition rule() {
        return ObjectCondition.onMembers(List.of(A), List.of());
    }
}
