package io.slipcover.lens;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UnsetMembersTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "$ ~> |$|{\"a\": b}|",
                "$ ~> |$|{\"a\": $b}|",
                "$ ~> |$|{\"a\": b.c[0]}|",
                "$ ~> |$|{\"a\": a = \"on\" ? true}|",
                "$ ~> |$|{\"a\": c ? b : 1}|",
                "$ ~> |$|{\"a\": b + 1}|",
                "$ ~> |$|{\"a\": -b}|",
                "$ ~> |$|{\"a\": $number(b)}|",
                "$ ~> |$|{\"a\": b ~> $uppercase}|",
                "$ ~> |$|{\"a\": $lookup(x, \"q\")}|",
                "$ ~> |$|{\"a\": $split(s, \" \")[5]}|",
                "$ ~> |$|{\"a\": $toMillis(\"x\", \"[Y]\")}|",
                "$ ~> |$|{\"a\": (1; b)}|",
                "$ ~> |$|($c := 1; {\"a\": b})|",
                "$ ~> |$|c ? {\"a\": b} : {}|",
                "$ ~> |items|{\"a\": w}|",
                "$ ~> |items[w = 1 or v]|{\"a\": w}|",
                "$ ~> |$|{\"sure\": 1}, [\"sure\"]| ~> |$|{\"a\": b}|",
                "{\"x\": $ ~> |$|{\"a\": b}|}",
                "$merge([$, {\"a\": b}])",
                "$merge([{}, $, {\"a\": b}])",
                "[$, {\"a\": b}] ~> $merge",
                "$merge([$, {\"c\": 1}, {\"a\": b}])",
                "$ ~> $merge([x, {\"a\": b}])",
                "$merge([$, c ? {\"a\": b} : {}])",
                "$merge([$sift($, function($v, $k) {$k != \"c\"}), {\"a\": b.c}])",
            })
    void of_valueThatMayBeNothing_isFound(String expression) {
        assertThat(UnsetMembers.of(expression)).containsExactly("a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$",
                "{\"a\": b}",
                "$ ~> |$|{}, [\"a\"]|",
                "$ ~> |$|{\"a\": 1, \"b\": \"x\", \"c\": null, \"d\": true}|",
                "$ ~> |$|{\"a\": $}|",
                "$merge([$, {\"a\": 1}])",
                "$merge([{\"c\": 1}, {\"a\": b}])",
                "$merge([$, $exists(b) ? {\"a\": b} : {}])",
                "$merge(items.{\"a\": b})",
                "$ ~> |$|{\"a\": [b], \"c\": {\"q\": b}}|",
                "$ ~> |$|{\"a\": b & \"\"}|",
                "$ ~> |$|{\"a\": b = 1, \"c\": b and d, \"e\": 1 in b}|",
                "$ ~> |$|{\"a\": b ? 1 : 2}|",
                "$ ~> |$|{\"a\": b ?? 3}|",
                "$ ~> |$|{\"a\": b ?: 3}|",
                "$ ~> |$|{\"a\": $exists(b) ? b : null}|",
                "$ ~> |$|{\"a\": $count(b)}|",
                "$ ~> |$|$exists(b) ? {\"a\": $uppercase(b)} : {}|",
                "$ ~> |$|$exists(b) and $exists(c) ? {\"a\": b + c} : {}|",
                "$ ~> |items[$exists(w)]|{\"a\": w}|",
                "$ ~> |items[w = \"x\"]|{\"a\": w}|",
                "$ ~> |items[w]|{\"a\": w}|",
                "($b := b; $ ~> |$|{}, [\"a\"]| ~> |$|{\"a\": $b}|)",
            })
    void of_valueThatIsSomething_isNotFound(String expression) {
        assertThat(UnsetMembers.of(expression)).isEmpty();
    }

    /** What the warning is about: without it, this would be seen only in the data. */
    @Test
    void transform_thatSetsNothing_leavesTheOldValue() {
        JsonataExpression expression = new JsonataExpression("forward", "$ ~> |$|{\"a\": b}|");

        assertThat(expression.evaluate(Map.of("a", 1))).isEqualTo(Map.of("a", 1));
    }

    @Test
    void merge_ofNothing_leavesTheOldValue() {
        JsonataExpression expression = new JsonataExpression("forward", "$merge([$, {\"a\": b}])");

        assertThat(expression.evaluate(Map.of("a", 1))).isEqualTo(Map.of("a", 1));
    }

    @Test
    void of_severalMembers_areNamedOnceInTheirOrder() {
        assertThat(UnsetMembers.of("$ ~> |$|{\"z\": b, \"c\": d}| ~> |x|{\"z\": b}|"))
                .isEqualTo(List.of("z", "c"));
    }
}
