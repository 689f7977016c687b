package io.slipcover.cli;

import io.slipcover.config.Configuration;

/** The configuration that the proxy has now. Shared by threads. */
final class ServedConfiguration {
    private volatile Configuration now;

    /** @param first the configuration that the proxy begins with */
    ServedConfiguration(Configuration first) {
        this.now = first;
    }

    Configuration get() {
        return now;
    }

    /** Hears that the proxy has taken another one. */
    void became(Configuration next) {
        now = next;
    }
}
