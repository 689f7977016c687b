package io.slipcover.report;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the access log tells of one request. There is no body in it, no credential, no cookie, no id and nothing of a query.
 *
 * @param time when the request began
 * @param database the empty string where the request is about none
 * @param status 0 where the client got no answer
 * @param firstByte nanoseconds until the answer began; -1 where it did not begin
 * @param whole nanoseconds until the request ended
 */
record AccessLogEntry(
        Instant time,
        String method,
        RouteKind route,
        String database,
        int status,
        String ending,
        String release,
        @Nullable String clientVersion,
        long received,
        long sent,
        long firstByte,
        long whole,
        @Nullable String requestId,
        @Nullable String traceparent,
        String address) {
    private static final int TRACE_FROM = 3;
    private static final int TRACE_TO = 35;
    private static final int TRACEPARENT_LENGTH = 55;

    /** Whoever takes the fields. */
    interface Sink {
        void text(String name, String text);

        void number(String name, String number);
    }

    /** Tells all fields that are there, in their order. */
    void tell(Sink sink, AddressForm addresses) {
        sink.text("time", time.toString());
        sink.text("method", method);
        sink.text("route", route.label());
        optional(sink, "database", database);
        sink.number("status", Integer.toString(status));
        sink.text("ending", ending);
        optional(sink, "release", release);
        optional(sink, "client_version", clientVersion);
        sink.number("bytes_in", Long.toString(received));
        sink.number("bytes_out", Long.toString(sent));
        if (firstByte >= 0) {
            sink.number("first_byte_ms", milliseconds(firstByte));
        }
        sink.number("duration_ms", milliseconds(whole));
        optional(sink, "request_id", requestId);
        optional(sink, "trace_id", traceId());
        optional(sink, "client", addresses.shown(address));
    }

    private static void optional(Sink sink, String name, @Nullable String text) {
        if (text != null && !text.isEmpty()) {
            sink.text(name, text);
        }
    }

    private static String milliseconds(long nanoseconds) {
        long microseconds = nanoseconds / 1_000;
        String fraction = Long.toString(1_000 + microseconds % 1_000).substring(1);
        return microseconds / 1_000 + "." + fraction;
    }

    /** The trace that the client named in the form of W3C's Trace Context, or null. */
    private @Nullable String traceId() {
        String told = traceparent;
        if (told == null || told.length() < TRACEPARENT_LENGTH) {
            return null;
        }
        for (int index = 0; index < TRACEPARENT_LENGTH; index++) {
            char character = told.charAt(index);
            boolean dash = index == 2 || index == TRACE_TO || index == 52;
            boolean digit = (character >= '0' && character <= '9') || (character >= 'a' && character <= 'f');
            if (dash ? character != '-' : !digit) {
                return null;
            }
        }
        String trace = told.substring(TRACE_FROM, TRACE_TO);
        return trace.chars().allMatch(character -> character == '0') ? null : trace;
    }
}
