package io.slipcover.changelog;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.json.JsonObject;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SchemaComparisonTest {
    private static List<String> differences(String older, String newer) {
        return SchemaComparison.of(JsonObject.of(older), JsonObject.of(newer), Set.of("moved")).stream()
                .map(SchemaChange::sentence)
                .toList();
    }

    @Test
    void membersThatCameAndWent_areTold() {
        assertThat(differences(
                        "{\"properties\":{\"a\":{},\"b\":true}}",
                        "{\"properties\":{\"b\":{},\"c\":{\"type\":\"string\"},\"d\":true},\"required\":[\"d\"]}"))
                .containsExactly("`a` is gone.", "`c` may be there, of type `string`.", "`d` has to be there.");
    }

    @Test
    void requirementsTypesValuesAndFormats_areTold() {
        assertThat(differences("""
                        {"required":["a","b"],"properties":{"a":{"type":"string"},"b":{"type":["string","null"]},
                         "c":{"enum":["x","y"]},"d":{"const":1},"e":{"format":"date"},"f":{"type":["null","string"]}}}""", """
                        {"required":["b","c"],"properties":{"a":{"type":"integer"},"b":{"type":["null","string"]},
                         "c":{"enum":["y","z","x"]},"d":{"const":2},"e":{"format":"date-time"},"f":{}}}"""))
                .containsExactly(
                        "`a` may be missing now.",
                        "`a` is of type `integer` now, and was of type `string`.",
                        "`c` has to be there now.",
                        "`c` takes the values `\"x\", \"y\", \"z\"` now, and took `\"x\", \"y\"`.",
                        "`d` takes the values `2` now, and took `1`.",
                        "`e` has the format `date-time` now, and had `date`.",
                        "`f` is of type any now, and was of type `null or string`.");
    }

    @Test
    void whatStandsInsideOfMembersAndLists_isCompared() {
        assertThat(
                        differences(
                                "{\"properties\":{\"o\":{\"properties\":{\"a\":{}}},\"l\":{\"items\":{\"properties\":{\"n\":{\"type\":\"string\"}}}}}}",
                                "{\"properties\":{\"o\":{\"properties\":{}},\"l\":{\"items\":{\"properties\":{\"n\":{\"type\":\"number\"}}}}}}"))
                .containsExactly("`o.a` is gone.", "`l[].n` is of type `number` now, and was of type `string`.");
    }

    @Test
    void references_areFollowed_alsoThoseToThemselves() {
        String schema =
                "{\"properties\":{\"root\":{\"$ref\":\"#/$defs/node\"}},\"$defs\":{\"node\":{\"allOf\":[{\"properties\":"
                        + "{\"children\":{\"items\":{\"$ref\":\"#/$defs/node\"}},\"size\":{\"type\":\"%s\"}}}]}}}";
        assertThat(differences(schema.formatted("string"), schema.formatted("number")))
                .containsExactly("`root.size` is of type `number` now, and was of type `string`.");
        String itself = "{\"properties\":{\"again\":{\"$ref\":\"#\"},\"b\":{\"$ref\":\"#/nothing\"}%s}}";
        assertThat(differences(itself.formatted(""), itself.formatted(",\"more\":{}")))
                .containsExactly("`again.more` may be there.", "`more` may be there.");
    }

    @Test
    void whatSeveralMembersReferTo_isToldOfEachOfThem() {
        String schema =
                "{\"properties\":{\"billing\":{\"$ref\":\"#/$defs/address\"},\"shipping\":{\"$ref\":\"#/$defs/address\"}},"
                        + "\"$defs\":{\"address\":{\"properties\":{\"zip\":{\"type\":\"%s\"}}}}}";
        assertThat(differences(schema.formatted("integer"), schema.formatted("string")))
                .containsExactly(
                        "`billing.zip` is of type `string` now, and was of type `integer`.",
                        "`shipping.zip` is of type `string` now, and was of type `integer`.");
    }

    @Test
    void schemasThatReferToEachOtherInManyMembers_areComparedInABoundedNumberOfPlaces() {
        StringBuilder definitions = new StringBuilder();
        for (int number = 0; number < 20; number++) {
            definitions
                    .append(number == 0 ? "" : ",")
                    .append(
                            "\"d%d\":{\"properties\":{\"a\":{\"$ref\":\"#/$defs/d%d\"},\"b\":{\"$ref\":\"#/$defs/d%d\"}}}"
                                    .formatted(number, number + 1, number + 1));
        }
        String schema = "{\"properties\":{\"a\":{\"$ref\":\"#/$defs/d0\"}},\"$defs\":{" + definitions
                + ",\"d20\":{\"type\":\"%s\"}}}";
        assertThat(differences(schema.formatted("integer"), schema.formatted("string")))
                .hasSizeBetween(1, 200)
                .first()
                .isEqualTo("`" + "a.".repeat(20) + "a` is of type `string` now, and was of type `integer`.");
    }

    @Test
    void requiredNamesWithoutAProperty_areTold() {
        assertThat(differences(
                        "{\"required\":[\"a\",\"b\",\"e\"],\"properties\":{\"c\":{},\"e\":{}}}",
                        "{\"required\":[\"b\",\"c\",\"d\",\"e\"]}"))
                .containsExactly("`c` has to be there now.", "`a` may be missing now.", "`d` has to be there.");
    }

    @Test
    void memberWithAnotherName_isNotGone() {
        assertThat(differences("{\"properties\":{\"moved\":{},\"gone\":{}}}", "{\"properties\":{}}"))
                .containsExactly("`gone` is gone.");
    }

    @Test
    void versionWithoutSchema_hasNoDifferences() {
        assertThat(SchemaComparison.of(null, JsonObject.of("{\"properties\":{\"a\":{}}}"), Set.of()))
                .isEmpty();
    }
}
