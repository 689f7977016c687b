package io.slipcover.config;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * The settings of how the proxy is operated.
 *
 * @param drainNotice how long the proxy says that it will end before it takes no more connections; zero: it does not wait
 * @param drain how long requests that are under way may take at the end
 */
public record Operations(Duration drainNotice, Duration drain) {
    /** The settings of a configuration that names none. */
    public static final Operations DEFAULTS = new Operations(Duration.ZERO, Duration.ofSeconds(20));

    public Operations {
        requireNonNull(drainNotice, "drainNotice");
        requireNonNull(drain, "drain");
    }
}
