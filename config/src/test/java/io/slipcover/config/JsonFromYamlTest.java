package io.slipcover.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonFromYamlTest {
    private static final List<String> NUMBERS =
            List.of("0", "-1", "1.50", "1E+2", "2e-3", "98765432109876543210", "-0.0");
    private static final List<String> CHARACTERS = List.of(
            "a", " ", ":", ": ", "#", "-", "{", "]", "'", "\"", "\\", "\n", "\t", "\u0000", "${", "ü", "漢", "😀", "~",
            "1");

    private final Problems problems = new Problems("values.yaml");

    private @Nullable JsonValue read(String yaml) {
        YamlValue value = YamlFile.read("values.yaml", yaml.getBytes(UTF_8), null, problems);
        assertThat(problems.mistakes()).isEmpty();
        assertThat(value).isNotNull();
        return new JsonFromYaml(problems).value(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.50|1.50",
                "1E+2|1E+2",
                "-0|-0",
                "123456789012345678901234567890|123456789012345678901234567890",
                "0x1F|31",
                "0o17|15",
                "+1|1",
                "007|7",
                "-.5|-0.5",
                "5.|5",
                "1_000|\"1_000\"",
                "~|null",
                "Null|null",
                "TRUE|true",
                "yes|\"yes\"",
                "off|\"off\"",
                "2026-09-01|\"2026-09-01\"",
                "12:30|\"12:30\"",
                "!!str 5|\"5\"",
                "a b|\"a b\"",
                "[a, {b: ~, 1: c}, []]|[\"a\",{\"b\":null,\"1\":\"c\"},[]]",
                "{}|{}",
                "${HOME}|\"${HOME}\"",
            })
    void value_yaml_isJson(String yaml, String json) {
        assertThat(read(yaml)).hasToString(json);
    }

    @ParameterizedTest
    @ValueSource(strings = {".inf", "-.INF", "[1, .nan]", "{a: .NaN}"})
    void value_numberThatJsonDoesNotHave_isReported(String yaml) {
        assertThat(read(yaml)).isNull();
        assertThat(problems.mistakes()).hasSize(1);
    }

    @Property(tries = 2_000)
    void value_json_isItself(@ForAll("json") String json) {
        assertThat(read(json)).hasToString(json);
    }

    @Provide
    Arbitrary<String> json() {
        return Arbitraries.randomValue(random -> json(random, 3));
    }

    private static String json(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 3 : 5)) {
            case 0 -> NUMBERS.get(random.nextInt(NUMBERS.size()));
            case 1 -> List.of("null", "true", "false").get(random.nextInt(3));
            case 2 -> string(random);
            case 3 -> "[" + several(random, index -> json(random, depth - 1)) + "]";
            default -> "{" + several(random, index -> "\"" + index + "\":" + json(random, depth - 1)) + "}";
        };
    }

    private static String several(Random random, IntFunction<String> part) {
        return IntStream.range(0, random.nextInt(4)).mapToObj(part).collect(Collectors.joining(","));
    }

    /** A string as JSON writes it; YAML has fewer characters than JSON. */
    private static String string(Random random) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(8); length > 0; length--) {
            text.append(CHARACTERS.get(random.nextInt(CHARACTERS.size())));
        }
        return JsonSlice.string(text.toString()).toString();
    }
}
