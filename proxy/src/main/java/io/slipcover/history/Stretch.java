package io.slipcover.history;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was counted within a part of one hour. Several stretches of an hour add up.
 *
 * @param hour the hour, in hours since 1970
 * @param seconds how many seconds of the hour were watched
 * @param requests how many requests clients made meanwhile
 * @param last when the last request of clients ended, be it in this hour or earlier
 */
record Stretch(long hour, int seconds, Map<Client, Long> requests, Map<Client, Instant> last) {
    static final int HOUR_SECONDS = (int) Duration.ofHours(1).toSeconds();

    /** The last hour of the year 9999. Instants have one spelling until then. */
    static final long LATEST = 253_402_300_799L / HOUR_SECONDS;

    Stretch {
        if (hour < 0 || hour > LATEST) {
            throw new IllegalArgumentException("hour: " + hour);
        }
        if (seconds < 0 || seconds > HOUR_SECONDS) {
            throw new IllegalArgumentException("seconds: " + seconds);
        }
        if (requests.values().stream().anyMatch(count -> count < 0)) {
            throw new IllegalArgumentException("requests: " + requests);
        }
        requests = Collections.unmodifiableMap(new TreeMap<>(requests));
        last = Collections.unmodifiableMap(new TreeMap<>(last));
    }

    /** This stretch and another one of the same hour together. */
    Stretch and(Stretch other) {
        Map<Client, Long> sums = new TreeMap<>(requests);
        other.requests.forEach((client, count) -> sums.merge(client, count, Stretch::sum));
        Map<Client, Instant> latest = new TreeMap<>(last);
        other.last.forEach((client, time) -> latest.merge(client, time, Stretch::later));
        return new Stretch(hour, Math.min(HOUR_SECONDS, seconds + other.seconds), sums, latest);
    }

    static long sum(long one, long other) {
        return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
    }

    static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** The hour of a time. */
    static long hourOf(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), (long) HOUR_SECONDS);
    }

    /** When an hour begins. */
    static Instant beginOf(long hour) {
        return Instant.ofEpochSecond(hour * HOUR_SECONDS);
    }
}
