package io.slipcover.admin;

import static java.util.Objects.requireNonNull;

import io.slipcover.catalog.Catalog;
import io.slipcover.config.Configuration;
import java.time.Clock;
import java.time.Instant;

/** The configuration that serves clients now, and the one that the program started with. Any thread may ask. */
public final class CurrentConfiguration {
    /**
     * A reading of the configuration.
     *
     * @param time when it was taken
     */
    public record Reading(Configuration configuration, Instant time) {
        public Reading {
            requireNonNull(configuration, "configuration");
            requireNonNull(time, "time");
        }
    }

    private final Clock clock;
    private final Configuration started;
    private volatile Reading reading;

    /** @param started the configuration that the program starts with */
    public CurrentConfiguration(Configuration started, Clock clock) {
        this.clock = clock;
        this.started = started;
        this.reading = new Reading(started, clock.instant());
    }

    /** The server has taken another configuration. */
    public void take(Configuration configuration) {
        reading = new Reading(configuration, clock.instant());
    }

    /** The last reading that the server has taken. */
    public Reading reading() {
        return reading;
    }

    /** The configuration of the last reading. */
    public Configuration configuration() {
        return reading.configuration();
    }

    /** The types, releases and lenses that serve clients now. */
    public Catalog catalog() {
        return reading.configuration().catalog();
    }

    /** The configuration that the program started with. What takes a restart is still as this one says. */
    public Configuration started() {
        return started;
    }
}
