package io.slipcover.server;

import io.slipcover.testbed.Patience;

/** The state of a proxy that no client is connected to. */
final class Disconnected {
    private Disconnected() {}

    static void await(ProxyServer proxy) {
        Patience.await(() -> "no connection, but there are " + proxy.connections(), () -> proxy.connections() == 0);
    }
}
