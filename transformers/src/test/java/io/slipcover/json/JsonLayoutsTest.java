package io.slipcover.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonLayoutsTest {
    private final JsonMembers members = new JsonMembers();
    private final JsonScanner scanner = new JsonScanner(JsonLimits.DEFAULT_DEPTH);
    private final JsonLayouts layouts = new JsonLayouts();

    @Test
    void find_sameNamesTwice_isTheSameLayoutFromThenOn() {
        assertThat(find("{\"one\":1,\"two\":{\"x\":2}}")).isNull();
        JsonLayout known = find("{\"one\":[],\"two\":22}");
        assertThat(known).isNotNull();
        assertThat(find(" {\"one\" : 3 , \"two\":null}")).isSameAs(known);
        assertThat(find("{\"one\":3,\"another\":null}")).isNull();
        assertThat(find("{\"one\":1,\"two\":2}")).isSameAs(known);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"one\":1,\"tvo\":2}",
                "{\"one\":1,\"two\":2,\"\":3}",
                "{\"one\":1}",
                "{\"oné\":1,\"two\":2}",
                "{\"one\":1,\"\\u0074wo\":2}",
                "{\"two\":1,\"one\":2}",
                "{}",
            })
    void find_otherNames_isNotThatLayout(String other) {
        find("{\"one\":1,\"two\":2}");
        JsonLayout known = find("{\"one\":1,\"two\":2}");

        find(other);
        assertThat(find(other)).isNotSameAs(known);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"one\":1,\"one\":2}", "{\"\\u006fne\":1}"})
    void find_duplicatesOrEscapes_isNone(String object) {
        for (int time = 0; time < 3; time++) {
            assertThat(find(object)).isNull();
        }
    }

    @Test
    void find_manyNames_isNone() {
        StringBuilder object = new StringBuilder("{\"first\":0");
        for (int count = 0; count < 64; count++) {
            object.append(",\"name").append(count).append("\":").append(count);
        }
        object.append('}');
        for (int time = 0; time < 3; time++) {
            assertThat(find(object.toString())).isNull();
        }
    }

    @Test
    void place_moreNamesThanAreRemembered_isThatOfEach() {
        find("{\"n0\":1,\"n7\":2,\"n30\":3}");
        JsonLayout layout = find("{\"n0\":1,\"n7\":2,\"n30\":3}");
        assertThat(layout).isNotNull();

        for (int round = 0; round < 3; round++) {
            for (int number = 0; number < 40; number++) {
                JsonName name = JsonName.of("n" + number);
                int expected = number == 0 ? 0 : number == 7 ? 1 : number == 30 ? 2 : -1;
                int place = layout.place(name);
                if (place == JsonLayout.UNKNOWN) {
                    layout.remember(name, expected);
                    place = layout.place(name);
                }
                assertThat(place).isEqualTo(expected);
            }
        }
    }

    private @Nullable JsonLayout find(String object) {
        byte[] bytes = object.getBytes(UTF_8);
        int from = object.indexOf('{');
        scanner.reset(members);
        scanner.scan(bytes, from, bytes.length);
        return layouts.find(members, bytes, from);
    }
}
