package io.slipcover.mango;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipcover.budget.Budget;
import io.slipcover.budget.LimitException;
import io.slipcover.json.JsonValue;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SelectorTest {
    /** Cases that CouchDB has decided. */
    @ParameterizedTest
    @CsvFileSource(resources = "matches.psv", delimiter = '|', quoteCharacter = '`')
    void matches_document_isWhatCouchDbSays(String selector, String document, boolean matches) {
        assertThat(Selector.parse(JsonValue.of(selector)).matches(JsonValue.of(document)))
                .isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":{\"$mod\":[0,0]}}", "{\"a..b\":1}"})
    void matches_whereMangoFails_fails(String selector) {
        Selector parsed = Selector.parse(JsonValue.of(selector));
        assertThatThrownBy(() -> parsed.matches(JsonValue.of("{\"a\":1}"))).isInstanceOf(MangoException.class);
    }

    @Test
    void parse_pathsThatAddUp_exceedTheBudget() {
        String name = "a".repeat(1_000_000);
        StringBuilder members = new StringBuilder("\"b\":1");
        for (int index = 0; index < 40; index++) {
            members.append(",\"b").append(index).append("\":1");
        }
        JsonValue selector = JsonValue.of("{\"" + name + "\":{" + members + "}}");
        assertThatThrownBy(() -> Selector.parse(selector, Budget.of("query-budget", 10_000_000)))
                .isInstanceOfSatisfying(
                        LimitException.class,
                        problem -> assertThat(problem.limit()).isEqualTo("query-budget"));
    }

    @Test
    void parse_asDeepAsMayBe_isRead() {
        assertThat(Selector.parse(nested(100)).matches(JsonValue.of("{}"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {101, 495, 900})
    void parse_tooDeep_namesTheLimit(int levels) {
        assertThatThrownBy(() -> Selector.parse(nested(levels)))
                .isInstanceOfSatisfying(
                        LimitException.class,
                        problem -> assertThat(problem.limit()).isEqualTo("query-depth"));
    }

    private static JsonValue nested(int levels) {
        return JsonValue.of("{\"a\":".repeat(levels) + "1" + "}".repeat(levels));
    }

    /** A limit is told, also where an error of CouchDB's own would be no match. */
    @Test
    void matches_budgetSpentBelowElements_isNotTakenForNoMatch() {
        Selector selector = Selector.parse(JsonValue.of("{\"a\":{\"$elemMatch\":{\"$gt\":1}}}"));
        JsonValue document = JsonValue.of("{\"a\":[" + "0,".repeat(100) + "0]}");
        assertThat(selector.matches(document, Budget.of("query-budget", 1000))).isFalse();
        assertThatThrownBy(() -> selector.matches(document, Budget.of("query-budget", 100)))
                .isInstanceOf(LimitException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[3,1,2] | 2 | true",
                "[3,1,2] | 2.0 | true",
                "[3,1,2] | 4 | false",
                "[3,\"b\",null,[1],{\"a\":1},\"a\"] | {\"a\":1.0} | true",
                "[3,\"b\",null,[1],{\"a\":1},\"a\"] | [\"x\",null] | true",
                "[3,\"b\",null,[1],{\"a\":1},\"a\"] | [[2],\"c\"] | false",
                "[3,\"b\",null,[1],{\"a\":1},\"a\"] | \"b\" | true",
                "[] | 1 | false",
            })
    void matches_valueAmongMany_isFound(String operands, String value, boolean expected) {
        for (String field : List.of("a", "_id")) {
            JsonValue document = JsonValue.of("{\"" + field + "\":" + value + "}");
            assertThat(in("$in", field, operands).matches(document)).isEqualTo(expected);
            assertThat(in("$nin", field, operands).matches(document)).isEqualTo(!expected);
        }
    }

    private static Selector in(String operator, String field, String operands) {
        return Selector.parse(JsonValue.of("{\"" + field + "\":{\"" + operator + "\":" + operands + "}}"));
    }

    private static final String LOOK_AHEAD = "{'a':{'$regex':'^(?=.*x)(?=.*y)'}}".replace('\'', '"');

    @Test
    void parse_expressionThatSlipcoverCannotDecide_keepsItForCouchDb() {
        assertThat(Selector.parse(JsonValue.of(LOOK_AHEAD)).toJson()).hasToString(LOOK_AHEAD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s",
                "{'$or':[{'b':1},%s]}",
                "{'$nor':[%s]}",
                "{'b':{'$elemMatch':%s}}",
                "{'b':{'$elemMatch':{'$not':%s}}}",
                "{'b':{'$allMatch':{'$and':[%s,{'c':1}]}}}",
                "{'b':{'$keyMapMatch':{'$regex':'(a)\\\\1'}}}"
            })
    void requireDecidable_expressionThatSlipcoverCannotDecide_isNotSupported(String around) {
        Selector selector =
                Selector.parse(JsonValue.of(around.replace('\'', '"').replace("%s", LOOK_AHEAD)));
        assertThatThrownBy(selector::requireDecidable).isInstanceOfSatisfying(MangoException.class, refusal -> {
            assertThat(refusal.status()).isEqualTo(400);
            assertThat(refusal.error()).isEqualTo("not_supported");
            assertThat(refusal.reason()).startsWith("$regex: ");
        });
    }

    @Test
    void requireDecidable_expressionThatIsTooLarge_namesTheLimit() {
        Selector selector = Selector.parse(JsonValue.of("{\"a\":{\"$regex\":\"((a{1,1000}){1,1000}){1,1000}\"}}"));
        assertThatThrownBy(selector::requireDecidable)
                .isInstanceOfSatisfying(
                        LimitException.class,
                        refusal -> assertThat(refusal.limit()).isEqualTo("regex-states"));
    }

    @Test
    void requireDecidable_otherSelector_isFine() {
        Selector selector =
                Selector.parse(JsonValue.of("{\"a\":{\"$regex\":\"x\"},\"b\":{\"$elemMatch\":{\"$mod\":[0,0]}}}"));
        assertThatCode(selector::requireDecidable).doesNotThrowAnyException();
    }

    /** What nobody has decided is not "no element matches". */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'b':{'$elemMatch':%s}}",
                "{'b':{'$allMatch':%s}}",
                "{'b':{'$elemMatch':{'$not':%s}}}",
                "{'b':{'$elemMatch':{'c':{'$allMatch':%s}}}}"
            })
    void matches_expressionThatSlipcoverCannotDecide_isNoAnswer(String around) {
        Selector selector =
                Selector.parse(JsonValue.of(around.replace('\'', '"').replace("%s", LOOK_AHEAD)));
        JsonValue document = JsonValue.of("{\"b\":[{\"a\":\"xy\",\"c\":[{\"a\":\"xy\"}]}]}");
        assertThatThrownBy(() -> selector.matches(document))
                .isInstanceOfSatisfying(
                        MangoException.class,
                        refusal -> assertThat(refusal.error()).isEqualTo("not_supported"));
    }

    /** Six documents with an address behind a long word, all of which CouchDB finds. */
    @Test
    void matches_addressBehindALongWord_isFound() {
        Selector selector = Selector.parse(JsonValue.of("{\"text\":{\"$regex\":\"\\\\w+@\\\\w+\"}}"));
        for (int letters : new int[] {500, 1_000, 2_000, 3_000, 5_000, 10_000}) {
            assertThat(selector.matches(JsonValue.of("{\"text\":\"" + "w".repeat(letters) + "@example\"}")))
                    .isTrue();
        }
    }

    @Test
    void matches_expressionThatTakesMoreThanTheBudget_isNoAnswer() {
        Selector selector = Selector.parse(JsonValue.of("{\"b\":{\"$elemMatch\":{\"$regex\":\"a.{2000}!\"}}}"));
        JsonValue document = JsonValue.of("{\"b\":[\"" + "ab".repeat(20_000) + "\"]}");
        assertThatThrownBy(() -> selector.matches(document, Budget.of("query-budget", 50_000)))
                .isInstanceOf(LimitException.class);
        assertThat(selector.matches(document, Budget.UNLIMITED)).isFalse();
    }
}
