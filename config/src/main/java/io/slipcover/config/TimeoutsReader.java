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
        Timeouts absent = Timeouts.DEFAULTS;
        return new Timeouts(
                time("connect", absent.connect()),
                time("answer", absent.answer()),
                time("stall", absent.stall()),
                time("question", absent.question()),
                time("head", absent.head()),
                time("body", absent.body()),
                time("client", absent.client()),
                time("idle", absent.idle()));
    }

    private Duration time(String name, Duration absent) {
        YamlValue value = fields.optional(name);
        Duration told = fields.duration(name, value);
        if (value != null && told != null && told.compareTo(Timeouts.LONGEST) > 0) {
            fields.expected(name, "a time of at most " + Timeouts.LONGEST.toDays() + " days", value);
            return absent;
        }
        return told == null ? absent : told;
    }
}
