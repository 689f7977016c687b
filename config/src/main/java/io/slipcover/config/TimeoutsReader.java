package io.slipcover.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads the times of the configuration file, its key {@code timeouts}. */
final class TimeoutsReader {
    private final Fields fields;

    private TimeoutsReader(Fields fields) {
        this.fields = fields;
    }

    /**
     * The times; where one is missing or wrong, its default stands for it.
     *
     * @param fields the keys below {@code timeouts}, or null where the file has no such key
     */
    static Timeouts read(@Nullable Fields fields) {
        if (fields == null) {
            return Timeouts.DEFAULTS;
        }
        Timeouts read = new TimeoutsReader(fields).read();
        fields.finish();
        return read;
    }

    private Timeouts read() {
        return new Timeouts(time("connect", Timeouts.DEFAULTS.connect()));
    }

    private Duration time(String name, Duration absent) {
        Duration told = fields.duration(name, fields.optional(name));
        return told == null ? absent : told;
    }
}
