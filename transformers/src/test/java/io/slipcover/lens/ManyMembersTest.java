package io.slipcover.lens;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.json.JsonObject;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Objects with so many members that looking each up among all would take a test run of its own. */
final class ManyMembersTest {
    private static final int MANY = 40_000;

    @Test
    void java_manyMembers_keepsTheirSpelling() {
        Java lens = new Java("Adding", new Adding(), ReservedNames.ofDocument(Set.of()));
        JsonObject document = object(0, MANY, i -> "1.0");

        lens.forward(document);

        assertThat(document.toString()).isEqualTo(text(0, MANY, i -> "1.0").replace("}", ",\"added\":true}"));
    }

    @Test
    void java_manyReservedMembers_restoresThem() {
        Java lens = new Java("Forgetting", new Forgetting(), ReservedNames.ofDocument(Set.of()));
        JsonObject document = JsonObject.of(text(0, MANY, i -> "1.0").replace("\"m", "\"_m"));
        String before = document.toString();

        lens.forward(document);

        assertThat(document).hasToString(before);
    }

    @Test
    void merge_manyMembersRemovedEditedAndAdded() {
        JsonObject ancestor = object(0, MANY, i -> "1");
        JsonObject changed = object(MANY / 2, 2 * MANY, i -> i % 3 == 0 ? "2" : "1");
        JsonObject base = object(0, MANY, i -> "1.0");

        JsonObject merged = ThreeWayMerge.merge(ancestor, changed, base);

        assertThat(merged).hasToString(text(MANY / 2, 2 * MANY, i -> i % 3 == 0 ? "2" : i < MANY ? "1.0" : "1"));
    }

    /** Each of them seen as a member, on the way up and with a base. */
    @Test
    void map_manyScalarsAndManyValues() {
        Operation elements = OperationReader.read(
                "{\"in\":{\"name\":\"a\",\"lens\":[{\"map\":{\"as\":\"v\",\"lens\":[{\"wrap\":{\"name\":\"v\"}}]}}]}}");
        Operation values = OperationReader.read(
                "{\"in\":{\"name\":\"o\",\"lens\":[{\"map\":{\"values\":true,\"as\":\"v\",\"lens\":[{\"wrap\":{\"name\":\"v\"}}]}}]}}");
        JsonObject base =
                JsonObject.of("{\"a\":" + list(i -> "[" + i + ",0]") + ",\"o\":" + text(0, MANY, i -> "[1,0]") + "}");
        JsonObject view = JsonObject.of(
                "{\"a\":" + list(i -> Integer.toString(MANY - 1 - i)) + ",\"o\":" + text(0, MANY, i -> "2") + "}");

        elements.put(base, view);
        values.put(base, view);

        assertThat(view)
                .hasToString("{\"a\":" + list(i -> "[" + (MANY - 1 - i) + ",0]") + ",\"o\":"
                        + text(0, MANY, i -> "[2,0]") + "}");
    }

    private static String list(IntFunction<String> element) {
        return IntStream.range(0, MANY).mapToObj(element).collect(Collectors.joining(",", "[", "]"));
    }

    private static JsonObject object(int from, int to, IntFunction<String> value) {
        return JsonObject.of(text(from, to, value));
    }

    private static String text(int from, int to, IntFunction<String> value) {
        return IntStream.range(from, to)
                .mapToObj(i -> "\"m" + i + "\":" + value.apply(i))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static final class Adding implements DocumentLens {
        @Override
        public Map<String, @Nullable Object> forward(Map<String, @Nullable Object> older) {
            older.put("added", true);
            return older;
        }

        @Override
        public Map<String, @Nullable Object> backward(Map<String, @Nullable Object> newer) {
            newer.remove("added");
            return newer;
        }
    }

    private static final class Forgetting implements DocumentLens {
        @Override
        public Map<String, @Nullable Object> forward(Map<String, @Nullable Object> older) {
            return Map.of();
        }

        @Override
        public Map<String, @Nullable Object> backward(Map<String, @Nullable Object> newer) {
            return newer;
        }
    }
}
