package io.slipcover.cli;

import io.slipcover.config.Configuration;
import java.time.Instant;

/** The configuration that the proxy has now. Shared by threads. */
final class ServedConfiguration {
    private final Configuration first;
    private volatile Configuration now;
    private volatile Instant time = Instant.now();

    /** @param first the configuration that the proxy begins with */
    ServedConfiguration(Configuration first) {
        this.first = first;
        this.now = first;
    }

    /** The configuration that the proxy has begun with. */
    Configuration first() {
        return first;
    }

    /** When the proxy took the configuration. */
    Instant time() {
        return time;
    }

    Configuration get() {
        return now;
    }

    /** Hears that the proxy has taken another one. */
    void became(Configuration next) {
        now = next;
        time = Instant.now();
    }
}
