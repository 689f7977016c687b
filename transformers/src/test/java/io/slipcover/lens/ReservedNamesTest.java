package io.slipcover.lens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.MemberPath;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Members that no lens may touch, some of which stand inside of others. */
final class ReservedNamesTest {
    private static final JsonName META = JsonName.of("meta");
    private static final JsonName KIND = JsonName.of("kind");
    private static final ReservedNames RESERVED =
            ReservedNames.ofPaths(List.of(path("meta", "kind"), path("meta", "v"), path("type")));

    private static MemberPath path(String... names) {
        return new MemberPath(Stream.of(names).map(JsonName::of).toList());
    }

    private static String forward(String expression, String document) {
        JsonObject led = JsonObject.of(document);
        new Jsonata(expression, "$", RESERVED).forward(led);
        return led.toString();
    }

    @Test
    void touches_aroundWhatIsReserved() {
        assertThat(new Rename(META, KIND).touches(RESERVED)).containsExactly(path("meta", "kind"), path("meta", "v"));
        assertThat(new Rename(JsonName.of("type"), KIND).touches(RESERVED)).containsExactly(path("type"));
        assertThat(new Add(KIND, JsonSlice.NULL).touches(RESERVED)).isEmpty();
        assertThat(new Add(JsonName.of("_id"), JsonSlice.NULL).touches(RESERVED))
                .containsExactly(path("_id"));
    }

    @Test
    void touches_insideOfTheMember_whatTheLensThereTouches() {
        assertThat(in(new Rename(KIND, JsonName.of("sort"))).touches(RESERVED)).containsExactly(path("meta", "kind"));
        assertThat(in(new Rename(JsonName.of("type"), JsonName.of("_id"))).touches(RESERVED))
                .isEmpty();
        assertThat(in(new Jsonata("$", "$", ReservedNames.NONE)).touches(RESERVED))
                .as("nobody knows what code does there")
                .containsExactly(path("meta", "kind"), path("meta", "v"));
        assertThat(new When(ObjectCondition.has(path("a")), List.of(in(new Add(KIND, JsonSlice.NULL))))
                        .touches(RESERVED))
                .containsExactly(path("meta", "kind"));
    }

    @Test
    void touches_insideOfTheMember_whatMovesThereWithoutBeingNamed() {
        Nest all = new Nest(
                new MemberSelection(JsonName.of("fields"), new MemberChoice.AllBut(Set.of()), "", ReservedNames.NONE));
        assertThat(in(all).touches(RESERVED)).containsExactly(path("meta", "kind"), path("meta", "v"));
    }

    @Test
    void touches_ofMixedData_asOfOther() {
        Operation code = new Jsonata("$", "$", ReservedNames.NONE);
        assertThat(in(new Mixed(List.of(code))).touches(RESERVED))
                .containsExactlyElementsOf(in(code).touches(RESERVED))
                .hasSize(2);
        assertThat(new Mixed(List.of(in(new Rename(JsonName.of("a"), JsonName.of("b"))))).touches(RESERVED))
                .isEmpty();
    }

    private static In in(Operation operation) {
        return new In(META, List.of(operation));
    }

    @Test
    void jsonata_leavesReservedMembersOut_theyComeBack() {
        assertThat(forward("{'a': 1}", "{\"type\":\"t\",\"meta\":{\"kind\":\"k\",\"x\":1}}"))
                .isEqualTo("{\"type\":\"t\",\"meta\":{\"kind\":\"k\"},\"a\":1}");
        assertThat(forward("{'meta': {'y': 2}}", "{\"meta\":{\"kind\":\"k\",\"v\":1,\"x\":1}}"))
                .isEqualTo("{\"meta\":{\"kind\":\"k\",\"v\":1,\"y\":2}}");
        assertThat(forward("{'a': 1}", "{\"meta\":{\"x\":1}}")).isEqualTo("{\"a\":1}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'meta': {'kind': 'other'}}",
                "$merge([$, {'meta': {'kind': 'k', 'v': 1}}])",
                "{'meta': 'kind'}",
            })
    void jsonata_changesWhatIsReserved_isRefused(String expression) {
        assertThatThrownBy(() -> forward(expression, "{\"meta\":{\"kind\":\"k\"}}"))
                .isInstanceOf(LensException.class)
                .hasMessageContaining("the result has a meta.");
    }
}
