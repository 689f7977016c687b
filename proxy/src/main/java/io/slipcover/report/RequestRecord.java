package io.slipcover.report;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The record of one request and its answer, for the metrics and the access log. Those who learn something about the request note it here. A
 * connection has one record, which serves one request after the other. Lives on one event loop.
 */
public final class RequestRecord {
    /** How a request ends. */
    public enum Ending {
        /** The client got a whole answer. */
        WHOLE("whole"),
        /** The client went away before. */
        CLIENT_GONE("client_gone"),
        /** Slipcover broke the answer off. */
        BROKEN("broken");

        private final String label;

        Ending(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    private static final int NO_STATUS = 0;

    private final Reports reports;
    private final LoopCounts counts;

    /** The log that tells of the request that is under way; null: none. */
    private @Nullable AccessLog log;

    private boolean underWay;
    private boolean feed;
    private long began;
    private long firstByte;
    private RouteKind route = RouteKind.NONE;
    private String database = "";
    private String release = "";
    private @Nullable String version;
    private int status;
    private long received;
    private long sent;
    private String method = "";
    private String address = "";
    private @Nullable String requestId;
    private @Nullable String traceparent;

    public RequestRecord(Reports reports, LoopCounts counts) {
        this.reports = reports;
        this.counts = counts;
    }

    /** What the event loop counts. */
    public LoopCounts counts() {
        return counts;
    }

    // ---- from the client's connection

    /** A request begins. */
    public void begin() {
        underWay = true;
        feed = false;
        began = System.nanoTime();
        route = RouteKind.NONE;
        database = "";
        release = "";
        version = null;
        status = NO_STATUS;
        received = 0;
        sent = 0;
        requestId = null;
        log = reports.accessLog();
        LoopCounts.add(counts.underWay, 1);
    }

    /** Whether a log tells of the request, so that the log has to know more of it than the metrics have. */
    public boolean isLogged() {
        return log != null;
    }

    /**
     * What the log has to know of a request's head.
     *
     * @param from the address that the client connects from
     * @param trace the header {@code traceparent}
     */
    public void asked(String by, String from, @Nullable String trace) {
        method = by;
        address = from;
        traceparent = trace;
    }

    /** CouchDB's own name for the request, as its answer tells it. */
    public void requestId(@Nullable String told) {
        requestId = told;
    }

    /** The request asks for a feed. */
    public void feed() {
        if (underWay) {
            feed = true;
            LoopCounts.add(counts.feeds, 1);
        }
    }

    /** So many bytes of the request's body have come. */
    public void received(int bytes) {
        received += bytes;
        LoopCounts.add(counts.received, bytes);
    }

    /** The answer's head goes to the client. */
    public void answered(int answerStatus) {
        if (underWay && status == NO_STATUS) {
            status = answerStatus;
            firstByte = System.nanoTime();
        }
    }

    /** So many bytes of the answer's body go to the client. */
    public void sent(int bytes) {
        sent += bytes;
        LoopCounts.add(counts.sent, bytes);
    }

    /** The request has come to its end. */
    public void end(Ending ending) {
        if (!underWay) {
            return;
        }
        underWay = false;
        long now = System.nanoTime();
        LoopCounts.add(counts.underWay, -1);
        LoopCounts.count(counts.requests, new LoopCounts.Requests(route, status, release));
        String client = version;
        if (client != null) {
            counts.countVersion(release, client);
        }
        if (status != NO_STATUS) {
            durations(counts.firstByte).add(firstByte - began);
        }
        if (feed) {
            LoopCounts.add(counts.feeds, -1);
        } else if (ending == Ending.WHOLE) {
            durations(counts.whole).add(now - began);
        }
        if (ending != Ending.WHOLE) {
            LoopCounts.count(counts.endings, ending.label());
        }
        AccessLog told = log;
        if (told != null) {
            log(told, ending, now);
        }
    }

    private void log(AccessLog to, Ending ending, long now) {
        long whole = now - began;
        to.add(new AccessLogEntry(
                Instant.now().minusNanos(whole),
                method,
                route,
                database,
                status,
                ending.label(),
                release,
                version,
                received,
                sent,
                status == NO_STATUS ? -1 : firstByte - began,
                whole,
                requestId,
                traceparent,
                address));
    }

    private Durations durations(Map<RouteKind, Durations> byKind) {
        Durations durations = byKind.get(route);
        if (durations == null) {
            throw new IllegalStateException(route.name());
        }
        return durations;
    }

    // ---- from those who know what the request is

    /** The request is of this kind, about this database; the empty string where it is about none. */
    public void route(RouteKind kind, String about) {
        route = kind;
        database = about;
    }

    /**
     * The client is one of this release.
     *
     * @param told the client's version as somebody told it
     */
    public void served(String byRelease, String told) {
        release = byRelease;
        version = told;
    }

    /** Slipcover itself answers, with this code of an error. */
    public void error(String code) {
        LoopCounts.count(counts.errors, code);
    }

    /** The database that the request is about; the empty string where it is about none. */
    public String database() {
        return database;
    }

    /** The release that serves the client; the empty string where the request depends on none. */
    public String release() {
        return release;
    }

    /** The client's version as somebody told it; null where nobody had to know it. */
    public @Nullable String version() {
        return version;
    }
}
