package io.slipcover.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

final class WrkTest {
    private static final String PRINTED = """
            Running 3s test @ http://127.0.0.1:8080/todos/todo-000000
              1 threads and 32 connections
              Thread Stats   Avg      Stdev     Max   +/- Stdev
                Latency   615.63us  117.29us   7.71ms   95.12%%
                Req/Sec    51.95k     1.23k   53.24k    90.32%%
              159995 requests in 3.10s, 192.10MB read
            %sRequests/sec:  51612.13
            Transfer/sec:     61.97MB
            """;

    @Test
    void requestsPerSecond_ofAnOrdinaryRun_isWhatWrkSays() throws IOException {
        assertThat(Wrk.requestsPerSecond(PRINTED.formatted(""))).isEqualTo(51612.13);
    }

    @Test
    void requestsPerSecond_ofRunWithRefusedRequests_isNone() {
        assertThatThrownBy(() -> Wrk.requestsPerSecond(PRINTED.formatted("  Non-2xx or 3xx responses: 17\n")))
                .isInstanceOf(IOException.class)
                .hasMessage("wrk says: Non-2xx or 3xx responses: 17");
    }

    @Test
    void requestsPerSecond_ofRunWithBrokenConnections_isNone() {
        assertThatThrownBy(() -> Wrk.requestsPerSecond(
                        PRINTED.formatted("  Socket errors: connect 0, read 4, write 0, timeout 0\n")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Socket errors");
    }

    @Test
    void requestsPerSecond_ofSomethingElse_isNone() {
        assertThatThrownBy(() -> Wrk.requestsPerSecond("unable to connect to 127.0.0.1:1 Connection refused\n"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Connection refused");
    }
}
