package io.slipcover.server;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The open connections, and whether they are to end. Shared by all event loops. */
final class Drain {
    private final Set<ClientConnection> connections = ConcurrentHashMap.newKeySet();
    private volatile boolean underWay;

    boolean isUnderWay() {
        return underWay;
    }

    void begin() {
        underWay = true;
    }

    void opened(ClientConnection connection) {
        connections.add(connection);
    }

    void gone(ClientConnection connection) {
        connections.remove(connection);
    }

    Set<ClientConnection> connections() {
        return connections;
    }
}
