package io.slipcover.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.testing.FakeUpstream;
import io.slipcover.testing.Logged;
import io.slipcover.testing.Opened;
import io.slipcover.testing.TestSite;
import io.slipcover.upstream.Transport;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ProxyServerTest {
    @RegisterExtension
    private final Opened opened = new Opened();

    @ParameterizedTest
    @MethodSource("io.slipcover.upstream.Transport#working")
    void close_whileConnectionsComeAndGo_leavesNothingToTell(Transport transport) throws Exception {
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            wire.request(); // And no answer.
            wire.request();
        }));
        try (Logged netty = Logged.by("io.netty");
                Logged ours = Logged.by("io.slipcover")) {
            for (int round = 0; round < 20; round++) {
                ProxyServer proxy = opened.proxy(transport, new TestSite().on(couch.port()));
                for (int client = 0; client < 6; client++) {
                    opened.client(proxy).send("GET /todos/_local/a HTTP/1.1\r\nHost: h\r\n\r\n");
                }
                proxy.close();
            }
            assertThat(netty.lines()).isEmpty();
            assertThat(ours.lines()).filteredOn(line -> !isCountOfFaults(line)).isEmpty();
        }
    }

    /** Whether a line counts faults that came a minute ago: those of a test before this one. */
    private static boolean isCountOfFaults(String line) {
        return line.contains(" again: ") || line.contains(" no more for a minute: ");
    }
}
