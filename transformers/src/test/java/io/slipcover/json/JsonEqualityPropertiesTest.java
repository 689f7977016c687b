package io.slipcover.json;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Equality against what Jackson reads: maps, lists and decimals. */
final class JsonEqualityPropertiesTest {
    @Provide
    Arbitrary<String> values() {
        return JsonTexts.values();
    }

    /** Few enough values that two of them often are the same. */
    @Provide
    Arbitrary<String> fewValues() {
        Arbitrary<String> scalars = Arbitraries.of("1", "1.0", "10e-1", "0", "-0", "\"a\"", "\"\\u0061\"", "null");
        Arbitrary<String> members = JsonTexts.objects(scalars);
        return Arbitraries.oneOf(scalars, JsonTexts.arrays(scalars), members, JsonTexts.objects(members));
    }

    @Property(tries = 4000, edgeCases = EdgeCasesMode.NONE)
    void sameAs_anyTwo_isWhatJacksonSays(@ForAll("fewValues") String left, @ForAll("fewValues") String right) {
        boolean same = JacksonOracle.meaning(left).equals(JacksonOracle.meaning(right));

        assertThat(JsonValue.of(left).sameAs(JsonValue.of(right))).isEqualTo(same);
        if (same) {
            assertThat(JsonValue.of(left).sameHash())
                    .isEqualTo(JsonValue.of(right).sameHash());
        }
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void sameAs_respeltByJackson_isTheSame(@ForAll("values") String json) {
        JsonValue value = JsonValue.of(json);
        JsonValue respelt = JsonValue.of(JacksonOracle.respell(json));

        assertThat(value.sameAs(respelt)).isTrue();
        assertThat(value.sameHash()).isEqualTo(respelt.sameHash());
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void sameAs_insideAnother_isNot(@ForAll("values") String json) {
        assertThat(JsonValue.of(json).sameAs(JsonValue.of("[" + json + "]"))).isFalse();
        assertThat(JsonValue.of(json).sameAs(JsonValue.of("{\"a\":" + json + "}")))
                .isFalse();
    }
}
