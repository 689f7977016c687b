package io.slipcover.server;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The open connections, and whether they are to end. Shared by all event loops. */
final class Drain {
    private final Set<OpenConnection> connections = ConcurrentHashMap.newKeySet();
    private volatile boolean announced;
    private volatile boolean underWay;

    /** Whether clients are told to go elsewhere, because the connections are to end soon. */
    boolean isAnnounced() {
        return announced;
    }

    void announce() {
        announced = true;
    }

    boolean isUnderWay() {
        return underWay;
    }

    void begin() {
        announced = true;
        underWay = true;
    }

    void opened(OpenConnection connection) {
        connections.add(connection);
    }

    void gone(OpenConnection connection) {
        connections.remove(connection);
    }

    Set<OpenConnection> connections() {
        return connections;
    }
}
