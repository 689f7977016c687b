package io.slipcover.find;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.budget.Budget;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;
import io.slipcover.mango.Selector;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WarningsAndStatisticsTest {
    private final WarningsAndStatistics gathered = new WarningsAndStatistics(
            new ResultFilter(
                    (bytes, from, to, exceeded) -> {
                        throw new AssertionError("there is no document");
                    },
                    Selector.parse(JsonValue.of("{}")),
                    Budget.UNLIMITED),
            List.of(),
            List.of());

    private void add(String statistics) {
        gathered.add(JsonObject.of("{\"execution_stats\":" + statistics + "}"));
    }

    @Test
    void statistics_ofSeveralAnswers_areSummedUp() {
        add("{\"total_docs_examined\":3,\"execution_time_ms\":0.1,\"dbname\":\"todos\"}");
        add("{\"total_docs_examined\":4,\"execution_time_ms\":0.25,\"dbname\":\"todos\"}");

        assertThat(gathered.statistics(2))
                .hasToString(
                        "{\"total_docs_examined\":7,\"execution_time_ms\":0.35,\"dbname\":\"todos\",\"results_returned\":2}");
    }

    @Test
    void statistics_numberThatIsNoFigure_staysTheFirst() {
        add("{\"a\":1e9999,\"b\":1,\"c\":1e-999999999999,\"d\":1}");
        add("{\"a\":1,\"b\":1e99999999999999,\"c\":1,\"d\":1}");

        assertThat(gathered.statistics(0))
                .hasToString("{\"a\":1e9999,\"b\":1,\"c\":1e-999999999999,\"d\":2,\"results_returned\":0}");
    }
}
