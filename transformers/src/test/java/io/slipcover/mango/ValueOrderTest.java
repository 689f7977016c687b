package io.slipcover.mango;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.budget.Budget;
import io.slipcover.json.JsonValue;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ValueOrderTest {
    @Test
    void collation_valuesOfAllTypes_areInTheOrderOfViews() {
        List<String> ascending = List.of(
                "null",
                "false",
                "true",
                "-1",
                "0",
                "0.5",
                "1",
                "9007199254740992.0",
                "9007199254740993",
                "123456789012345678901234567890",
                "1e300",
                "\"\"",
                "\"_\"",
                "\"-\"",
                "\"1\"",
                "\"a\"",
                "\"A\"",
                "\"\u00e1\"",
                "\"aa\"",
                "\"b\"",
                "\"B\"",
                "\"\u65e5\"",
                "[]",
                "[1]",
                "[1,2]",
                "[2]",
                "{}",
                "{\"a\":1}",
                "{\"a\":2}",
                "{\"a\":2,\"b\":1}",
                "{\"b\":0}");
        assertAscending(Collation.ROOT, ascending);
    }

    @Test
    void raw_valuesOfAllTypes_areInTheOrderOfErlang() {
        assertAscending(
                RawCollation.RAW,
                List.of(
                        "-1",
                        "1",
                        "false",
                        "null",
                        "true",
                        "{}",
                        "{\"a\":1}",
                        "[]",
                        "[1]",
                        "\"\"",
                        "\"A\"",
                        "\"a\"",
                        "\"\u00e1\"",
                        "\"\uffff\"",
                        "\"\ud83d\ude00\""));
    }

    private static void assertAscending(ValueOrder order, List<String> values) {
        for (int left = 0; left < values.size(); left++) {
            for (int right = 0; right < values.size(); right++) {
                assertThat(Integer.signum(
                                order.compare(JsonValue.of(values.get(left)), JsonValue.of(values.get(right)))))
                        .as("%s and %s", values.get(left), values.get(right))
                        .isEqualTo(Integer.compare(left, right));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1 | 1.0 | true | true | false",
                "1.0 | 1e0 | true | true | true",
                "0 | -0 | true | true | true",
                "0.0 | -0.0 | true | true | true",
                "9007199254740993 | 9007199254740992.0 | false | false | false",
                "\"a\" | \"a\\u0000\" | true | false | false",
                "\"\u00e9\" | \"e\u0301\" | true | false | false",
                "\"A\" | \"\\u0041\" | true | true | true",
                "{\"a\":1,\"b\":2} | {\"b\":2,\"a\":1} | false | false | false",
                "[1] | [1.0] | true | true | false",
            })
    void compare_valuesThatAreAlike_areTheSameOrNot(
            String left, String right, boolean collated, boolean raw, boolean exact) {
        assertThat(isSame(Collation.ROOT, left, right)).isEqualTo(collated);
        assertThat(isSame(RawCollation.RAW, left, right)).isEqualTo(raw);
        assertThat(isSame(RawCollation.exactWithin(Budget.UNLIMITED), left, right))
                .isEqualTo(exact);
    }

    @Test
    void compare_valuesThatNestAsDeepAsDocumentsDo_areCompared() {
        String deep = "[".repeat(999) + "%d" + "]".repeat(999);
        assertThat(Collation.ROOT.compare(JsonValue.of(deep.formatted(1)), JsonValue.of(deep.formatted(2))))
                .isNegative();
    }

    private static boolean isSame(ValueOrder order, String left, String right) {
        return order.compare(JsonValue.of(left), JsonValue.of(right)) == 0;
    }
}
