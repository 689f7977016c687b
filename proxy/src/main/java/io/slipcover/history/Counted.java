package io.slipcover.history;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * What some clients have done since Slipcover started.
 *
 * @param requests how many they have made
 * @param last when the last one ended
 */
public record Counted(long requests, Instant last) {
    public Counted {
        if (requests < 0) {
            throw new IllegalArgumentException("requests: " + requests);
        }
        requireNonNull(last, "last");
    }
}
