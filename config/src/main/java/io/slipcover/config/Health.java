package io.slipcover.config;

import java.time.Duration;

/**
 * How the proxy finds out which of its upstreams are well, and for how long it leaves those alone that are not.
 *
 * @param interval between two questions whether an upstream is well
 * @param timeout for the answer to such a question
 * @param pause how long an upstream is left alone at first
 * @param longestPause how long an upstream is left alone at most, however often it has failed
 */
public record Health(Duration interval, Duration timeout, Duration pause, Duration longestPause) {
    /** The times of a configuration that names none. */
    public static final Health DEFAULTS =
            new Health(Duration.ofSeconds(5), Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofSeconds(30));

    public Health {
        positive("interval", interval);
        positive("timeout", timeout);
        positive("pause", pause);
        positive("longest-pause", longestPause);
        if (longestPause.compareTo(pause) < 0) {
            throw new IllegalArgumentException(
                    "health: longest-pause is shorter than pause: " + longestPause + ", " + pause);
        }
    }

    private static void positive(String name, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException("health: " + name + ": " + duration);
        }
    }
}
