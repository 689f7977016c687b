package io.slipcover.config;

/**
 * The limits on connections of clients, and on requests that wait.
 *
 * @param inAll connections of all clients
 * @param perAddress connections from one address that is no trusted proxy's
 * @param waiting requests that wait for a connection to CouchDB
 * @param ahead requests that one client sends ahead of the answer to another
 */
public record ConnectionLimits(int inAll, int perAddress, int waiting, int ahead) {
    /** The limits of a configuration that names none. */
    public static final ConnectionLimits DEFAULTS = new ConnectionLimits(10_000, 5_000, 1_000, 100);

    public ConnectionLimits {
        if (inAll < 1 || perAddress < 1 || waiting < 1 || ahead < 1) {
            throw new IllegalArgumentException(
                    "limits of connections: " + inAll + ", " + perAddress + ", " + waiting + ", " + ahead);
        }
    }
}
