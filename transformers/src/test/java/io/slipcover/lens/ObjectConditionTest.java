package io.slipcover.lens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;
import io.slipcover.json.MemberPath;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ObjectConditionTest {
    private static final JsonName A = JsonName.of("a");
    private static final JsonName B = JsonName.of("b");
    private static final JsonName C = JsonName.of("c");

    private static final ObjectCondition ALL = new ObjectCondition(
            Map.of(A, JsonValue.of("{\"x\":1.0,\"y\":[2]}")),
            List.of(B),
            List.of(C),
            Map.of(JsonName.of("in"), ObjectCondition.onMembers(List.of(A), List.of(B))));

    private static boolean holds(String object) {
        return ALL.holdsFor(JsonObject.of(object));
    }

    @Test
    void holdsFor_allOfIt_together() {
        assertThat(holds("{\"a\":{\"y\":[2],\"x\":1},\"b\":null,\"in\":{\"a\":0}}"))
                .isTrue();
        assertThat(holds("{\"a\":{\"y\":[3],\"x\":1},\"b\":null,\"in\":{\"a\":0}}"))
                .isFalse();
        assertThat(holds("{\"a\":{\"y\":[2],\"x\":1},\"in\":{\"a\":0}}")).isFalse();
        assertThat(holds("{\"a\":{\"y\":[2],\"x\":1},\"b\":1,\"c\":1,\"in\":{\"a\":0}}"))
                .isFalse();
        assertThat(holds("{\"a\":{\"y\":[2],\"x\":1},\"b\":1,\"in\":{\"a\":0,\"b\":0}}"))
                .isFalse();
        assertThat(holds("{\"a\":{\"y\":[2],\"x\":1},\"b\":1,\"in\":[{\"a\":0}]}"))
                .isFalse();
        assertThat(holds("{\"a\":{\"y\":[2],\"x\":1},\"b\":1}")).isFalse();
    }

    @Test
    void contradiction_isRefused() {
        assertThatThrownBy(() -> ObjectCondition.onMembers(List.of(A), List.of(A)))
                .hasMessage("no object both has and lacks 'a'");
        assertThatThrownBy(() -> new ObjectCondition(
                        Map.of(), List.of(), List.of(A), Map.of(A, ObjectCondition.onMembers(List.of(B), List.of()))))
                .hasMessage("no object both has and lacks 'a'");
        assertThatThrownBy(() -> ObjectCondition.onMembers(List.of(), List.of()))
                .hasMessage("expected 'equals', 'has', 'lacks' or 'in', with a member at least");
    }

    @Test
    void implies_whatItSaysAndMore() {
        ObjectCondition equal = new ObjectCondition(Map.of(A, JsonValue.of("1")), List.of(), List.of());

        assertThat(equal.implies(ObjectCondition.onMembers(List.of(A), List.of())))
                .isTrue();
        assertThat(equal.implies(new ObjectCondition(Map.of(A, JsonValue.of("1.0")), List.of(), List.of())))
                .isTrue();
        assertThat(equal.implies(new ObjectCondition(Map.of(A, JsonValue.of("2")), List.of(), List.of())))
                .isFalse();
        assertThat(ObjectCondition.onMembers(List.of(A), List.of()).implies(equal))
                .isFalse();
        assertThat(ALL.implies(ObjectCondition.has(new MemberPath(List.of(JsonName.of("in"), A)))))
                .isTrue();
        assertThat(ALL.implies(ObjectCondition.has(new MemberPath(List.of(JsonName.of("in"), C)))))
                .isFalse();
        assertThat(ALL.implies(ObjectCondition.onMembers(List.of(), List.of(C))))
                .isTrue();
    }

    @Test
    void text_spellsAllOfIt() {
        assertThat(ALL)
                .hasToString(
                        "{\"equals\":{\"a\":{\"x\":1.0,\"y\":[2]}},\"has\":[\"b\"],\"lacks\":[\"c\"],\"in\":{\"in\":{\"has\":[\"a\"],\"lacks\":[\"b\"]}}}");
    }
}
