package io.slipcover.report;

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

    private final LoopCounts counts;

    private boolean underWay;
    private boolean feed;
    private long began;
    private long firstByte;
    private RouteKind route = RouteKind.NONE;
    private String database = "";
    private String release = "";
    private @Nullable String version;
    private int status;

    public RequestRecord(LoopCounts counts) {
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
        LoopCounts.add(counts.underWay, 1);
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
        String told = version;
        if (told != null) {
            counts.countVersion(told);
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
