package io.slipcover.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads how the proxy looks after its upstreams, the configuration file's key {@code health}. */
final class HealthReader {
    private final Fields fields;

    private HealthReader(Fields fields) {
        this.fields = fields;
    }

    /**
     * The times; where one is missing or wrong, its default stands for it.
     *
     * @param fields the keys below {@code health}, or null where the file has no such key
     */
    static Health read(@Nullable Fields fields) {
        if (fields == null) {
            return Health.DEFAULTS;
        }
        Health read = new HealthReader(fields).read();
        fields.finish();
        return read;
    }

    private Health read() {
        Duration interval = time("interval", Health.DEFAULTS.interval());
        Duration timeout = time("timeout", Health.DEFAULTS.timeout());
        Duration pause = time("pause", Health.DEFAULTS.pause());
        YamlValue value = fields.optional("longest-pause");
        Duration longestPause = fields.duration("longest-pause", value);
        if (value != null && longestPause != null && longestPause.compareTo(pause) < 0) {
            fields.expected("longest-pause", "a time that is not shorter than pause", value);
            longestPause = null;
        }
        return new Health(interval, timeout, pause, longestPause == null ? longer(pause) : longestPause);
    }

    /** The default, unless the pause itself is longer. */
    private static Duration longer(Duration pause) {
        Duration usual = Health.DEFAULTS.longestPause();
        return usual.compareTo(pause) < 0 ? pause : usual;
    }

    private Duration time(String name, Duration absent) {
        Duration told = fields.duration(name, fields.optional(name));
        return told == null ? absent : told;
    }
}
