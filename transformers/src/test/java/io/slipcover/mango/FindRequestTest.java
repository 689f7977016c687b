package io.slipcover.mango;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.slipcover.budget.Budget;
import io.slipcover.json.JsonValue;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

final class FindRequestTest {
    @Test
    void parse_selectorAlone_hasDefaults() {
        FindRequest request = parse("{\"selector\":{}}");
        assertThat(request)
                .isEqualTo(new FindRequest(
                        new Selector.Everything(),
                        List.of(),
                        null,
                        25,
                        0,
                        List.of(),
                        Projection.WHOLE,
                        null,
                        1,
                        false,
                        false,
                        true,
                        false,
                        false,
                        true));
    }

    @Test
    void parse_everyMember_isRead() {
        FindRequest request =
                parse("{\"limit\":3,\"skip\":99999999999999999999,\"sort\":[\"a\",{\"b.c\":\"\\u0061sc\"}],"
                        + "\"fields\":[\"a.b\"],\"use_index\":\"_design/d/i\",\"bookmark\":\"xyz\",\"partition\":\"p\",\"r\":2,"
                        + "\"conflicts\":true,\"stale\":\"ok\",\"update\":false,\"stable\":true,\"execution_stats\":true,"
                        + "\"allow_fallback\":false,\"limit\":7,\"selector\":{}}");
        assertThat(request)
                .isEqualTo(new FindRequest(
                        new Selector.Everything(),
                        List.of("d", "i"),
                        "xyz",
                        7,
                        Long.MAX_VALUE,
                        List.of(new SortKey(FieldPath.of("a"), false), new SortKey(FieldPath.of("b", "c"), false)),
                        new Projection(List.of(FieldPath.of("a", "b"))),
                        "p",
                        2,
                        true,
                        true,
                        false,
                        true,
                        true,
                        false));
    }

    @ParameterizedTest
    @CsvFileSource(resources = "refused.psv", delimiter = '|', quoteCharacter = '`')
    void parse_mistake_isOfTheKindThatCouchDbTells(String body, int status, String error) {
        MangoException problem = catchThrowableOfType(MangoException.class, () -> parse(body));
        assertThat(problem).as(body).isNotNull();
        assertThat(problem.status()).isEqualTo(status);
        assertThat(problem.error()).isEqualTo(error);
    }

    private static FindRequest parse(String body) {
        return FindRequest.parse(JsonValue.of(body), Budget.UNLIMITED);
    }
}
