package io.slipcover.json;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonEqualityTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1 | 1.0",
                "1 | 1e0",
                "-0 | 0.0e7",
                "1e1000000000 | 10e999999999",
                "1e-999999999999 | 0.1e-999999999998",
                "\"a\" | \"\\u0061\"",
                "\"/\" | \"\\/\"",
                "\"😀\" | \"\\ud83d\\uDE00\"",
                "\"\\ud800\" | \"\\uD800\"",
                "[] | [ ]",
                "[1,[2]] | [ 1.0 , [ 2e0 ] ]",
                "{} | { }",
                "{\"a\":1,\"b\":2} | {\"b\":2,\"a\":1}",
                "{\"a\":{\"b\":1,\"c\":[]}} | {\"\\u0061\":{\"c\":[],\"b\":1.0}}",
                "{\"a\":1,\"a\":2} | {\"a\":2}",
                "{\"a\":1,\"a\":2} | {\"a\":3,\"\\u0061\":2}",
                "{\"a\":{\"x\":1},\"b\":3,\"a\":{}} | {\"a\":{},\"b\":3}",
                "{\"\":\"\"} | { \"\" : \"\" }",
                "{\"?\":1,\"\\ud800\":2} | {\"\\ud800\":2,\"?\":1}",
            })
    void sameAs_sameMeaning_isTheSameWithTheSameHash(String left, String right) {
        JsonValue one = JsonValue.of(left);
        JsonValue other = JsonValue.of(right);

        assertThat(one.sameAs(other)).isTrue();
        assertThat(other.sameAs(one)).isTrue();
        assertThat(one.sameHash()).isEqualTo(other.sameHash());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1 | 2",
                "1 | \"1\"",
                "1 | true",
                "0 | false",
                "0 | null",
                "true | false",
                "null | false",
                "null | \"\"",
                "[] | {}",
                "[] | [[]]",
                "{} | {\"a\":null}",
                "\"a\" | \"A\"",
                "\"a\" | \"\\u0062\"",
                "\"?\" | \"\\ud800\"",
                "[1,2] | [2,1]",
                "[1,2] | [1]",
                "[1] | [1,2]",
                "[[1],2] | [[1,2]]",
                "[[],[]] | [[[]]]",
                "{\"a\":1} | {\"b\":1}",
                "{\"a\":1} | {\"a\":1,\"b\":2}",
                "{\"a\":1,\"b\":2} | {\"a\":2,\"b\":1}",
                "{\"a\":1,\"a\":2} | {\"a\":1}",
                "{\"a\":{\"b\":1}} | {\"a\":1,\"b\":1}",
                "[{\"a\":1},{}] | [{},{\"a\":1}]",
                "1e1000000000 | 1e1000000001",
                "123456789012345678901234567890 | 123456789012345678901234567891",
            })
    void sameAs_otherMeaning_isNot(String left, String right) {
        assertThat(JsonValue.of(left).sameAs(JsonValue.of(right))).isFalse();
        assertThat(JsonValue.of(right).sameAs(JsonValue.of(left))).isFalse();
    }

    @Test
    void sameAs_parsedAndChanged_comparesWhatItIsNow() {
        JsonObject object = JsonObject.of("{\"a\":{\"b\":1}}");
        requireNonNull(object.object(JsonName.of("a"))).set(0, JsonSlice.NULL);

        assertThat(object.sameAs(JsonValue.of("{\"a\":{\"b\":null}}"))).isTrue();
        assertThat(object.sameHash())
                .isEqualTo(JsonValue.of("{\"a\":{\"b\":null}}").sameHash());
        assertThat(object.sameAs(JsonValue.of("{\"a\":{\"b\":1}}"))).isFalse();
    }

    @Test
    void sameAs_duplicatesOnBothSides_doesNotRemoveThem() {
        JsonObject object = JsonObject.of("{\"a\":1,\"a\":2}");

        assertThat(object.sameAs(JsonValue.of("{\"a\":2}"))).isTrue();
        assertThat(object).hasToString("{\"a\":1,\"a\":2}");
    }

    @Test
    void sameAs_thousandsOfMembersWithOneHash_takesNoQuadraticTime() {
        // "Aa" and "BB" have the same hash in Java, and so has every text made of them.
        List<String> members = new ArrayList<>();
        for (int number = 0; number < 1 << 15; number++) {
            StringBuilder name = new StringBuilder();
            for (int bit = 0; bit < 15; bit++) {
                name.append(((number >> bit) & 1) == 0 ? "Aa" : "BB");
            }
            members.add("\"" + name + "\":1");
        }
        JsonValue one = JsonValue.of("{" + String.join(",", members) + "}");
        Collections.reverse(members);
        JsonValue other = JsonValue.of("{" + String.join(",", members) + "}");

        assertThat(one.sameAs(other)).isTrue();
        assertThat(one.sameHash()).isEqualTo(other.sameHash());
    }

    /** Would a table have them all under one hash, elements of arrays could not be told apart in time. */
    @ParameterizedTest
    @ValueSource(strings = {"'%s'", "['%s']", "[0,'%s',1]", "{'%s':1}", "{'a':'%s'}", "[{'a':{'%s':[]}}]"})
    void sameHash_textsWithOneHashInJava_differs(String shape) {
        Set<Integer> hashes = new HashSet<>();
        for (int number = 0; number < 1 << 12; number++) {
            StringBuilder text = new StringBuilder();
            for (int bit = 0; bit < 12; bit++) {
                text.append(((number >> bit) & 1) == 0 ? "Aa" : "BB");
            }
            JsonValue value = JsonValue.of(shape.formatted(text).replace('\'', '"'));
            hashes.add(value.sameHash());
        }

        // All of them, unless chance has it otherwise.
        assertThat(hashes).hasSizeGreaterThan(4090);
    }

    @Test
    void sameHash_numbers_differs() {
        Set<Integer> hashes = new HashSet<>();
        for (int number = 0; number < 4096; number++) {
            hashes.add(JsonValue.of(number + "e" + (1_000_000 - 31 * number)).sameHash());
        }

        assertThat(hashes).hasSizeGreaterThan(4090);
    }
}
