package io.slipcover.config;

import java.time.Duration;

/**
 * The times that the proxy waits for others. After each of them, the proxy gives up.
 *
 * @param connect for CouchDB to take a connection
 */
public record Timeouts(Duration connect) {
    /** The times of a configuration that names none. */
    public static final Timeouts DEFAULTS = new Timeouts(Duration.ofSeconds(3));

    public Timeouts {
        positive("connect", connect);
    }

    private static void positive(String name, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException("timeouts: " + name + ": " + duration);
        }
    }
}
