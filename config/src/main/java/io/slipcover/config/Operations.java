package io.slipcover.config;

import static java.util.Objects.requireNonNull;

import io.slipcover.onepass.AnswerReading;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The settings of how the proxy is operated.
 *
 * @param drainNotice how long the proxy says that it will end before it takes no more connections; zero: it does not wait
 * @param accessLog what is logged of each request; null: nothing
 * @param drain how long requests that are under way may take at the end
 * @param reload when the configuration is read again
 * @param answers how documents in answers are read
 */
public record Operations(
        Duration drainNotice, Duration drain, @Nullable AccessLogging accessLog, Reload reload, AnswerReading answers) {
    /** When the proxy reads its configuration again. */
    public enum Reload {
        /** When a file has changed, and at a signal. */
        WATCH,
        /** At a signal only. */
        SIGNAL
    }

    /** The settings of a configuration that names none. */
    public static final Operations DEFAULTS =
            new Operations(Duration.ZERO, Duration.ofSeconds(20), null, Reload.WATCH, AnswerReading.TRUSTED);

    public Operations {
        requireNonNull(drainNotice, "drainNotice");
        requireNonNull(drain, "drain");
        requireNonNull(reload, "reload");
        requireNonNull(answers, "answers");
    }
}
