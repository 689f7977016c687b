package io.slipcover.config;

import java.time.Duration;
import java.util.List;

/**
 * The times that the proxy waits for others. After each of them, the proxy gives up.
 *
 * @param connect for CouchDB to take a connection
 * @param answer for CouchDB to send the head of its answer, once CouchDB has the request. CouchDB says nothing while it builds an index
 * @param stall for CouchDB to send more of an answer, or to take more of a request
 * @param question for CouchDB to answer a question of the proxy's own, whole
 * @param head for a client to send the head of a request, once the client has begun it
 * @param body for a client to send more of a request's body
 * @param client for a client to take more of an answer
 * @param idle for a client to ask something more on its connection
 */
public record Timeouts(
        Duration connect,
        Duration answer,
        Duration stall,
        Duration question,
        Duration head,
        Duration body,
        Duration client,
        Duration idle) {
    /** The longest that one of these times may be: nobody needs a longer one, and the proxy reckons in nanoseconds. */
    public static final Duration LONGEST = Duration.ofDays(365);

    /** The times of a configuration that names none. */
    public static final Timeouts DEFAULTS = new Timeouts(
            Duration.ofSeconds(3),
            Duration.ofMinutes(5),
            Duration.ofMinutes(2),
            Duration.ofMinutes(1),
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            Duration.ofMinutes(2),
            Duration.ofMinutes(5));

    public Timeouts {
        for (Duration time : List.of(connect, answer, stall, question, head, body, client, idle)) {
            if (time.isNegative() || time.isZero() || time.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("timeouts: " + time);
            }
        }
    }

    /** The shortest of these times. */
    public Duration shortest() {
        Duration shortest = LONGEST;
        for (Duration time : List.of(connect, answer, stall, question, head, body, client, idle)) {
            shortest = time.compareTo(shortest) < 0 ? time : shortest;
        }
        return shortest;
    }
}
