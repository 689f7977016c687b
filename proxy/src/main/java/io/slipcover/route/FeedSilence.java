package io.slipcover.route;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long a feed may say nothing. A feed of changes is silent while nothing changes, until CouchDB sends a heartbeat or ends the feed, as
 * the query says.
 */
public final class FeedSilence {
    /** After this time CouchDB ends a feed without heartbeats, and for this time it waits between heartbeats of no stated period. */
    private static final Duration USUAL = Duration.ofMinutes(1);

    /** The longest time that a query may ask for, so that a feed of a CouchDB that is gone ends at some time. */
    private static final long LONGEST_MILLISECONDS = Duration.ofDays(1).toMillis();

    /** How many heartbeats may be missing. */
    private static final int MISSING = 3;

    /** What a heartbeat may be late at least, however short its period is. */
    private static final Duration LATE = Duration.ofSeconds(10);

    private FeedSilence() {}

    /**
     * The longest silence that means nothing.
     *
     * @param usual the longest silence in an answer that is no feed
     */
    public static Duration of(Target target, Duration usual) {
        if (!target.isFeed()) {
            return usual;
        }
        String heartbeat = target.query().last("heartbeat");
        if (heartbeat != null && !heartbeat.equals("false")) {
            Duration missing = milliseconds(heartbeat).multipliedBy(MISSING);
            Duration late = usual.compareTo(LATE) < 0 ? usual : LATE;
            return missing.compareTo(late) < 0 ? late : missing;
        }
        return milliseconds(target.query().last("timeout")).plus(usual);
    }

    private static Duration milliseconds(@Nullable String told) {
        if (told == null || told.isEmpty() || told.length() > 18) {
            return USUAL;
        }
        for (int index = 0; index < told.length(); index++) {
            if (told.charAt(index) < '0' || told.charAt(index) > '9') {
                return USUAL;
            }
        }
        return Duration.ofMillis(Math.min(LONGEST_MILLISECONDS, Long.parseLong(told)));
    }
}
