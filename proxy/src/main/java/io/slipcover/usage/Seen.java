package io.slipcover.usage;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How many requests there were, when the first of them began, and when the last of them ended. */
public final class Seen {
    private long requests;
    private @Nullable Instant first;
    private @Nullable Instant last;

    Seen() {}

    void add(long more) {
        requests = Usage.sum(requests, more);
    }

    /** A request was under way from one time to another. */
    void during(Instant begin, Instant end) {
        if (first == null || begin.isBefore(first)) {
            first = begin;
        }
        lastAt(end);
    }

    /** The last request ended at this time, or later. */
    void lastAt(Instant time) {
        if (last == null || time.isAfter(last)) {
            last = time;
        }
    }

    public long requests() {
        return requests;
    }

    /** Null where nothing tells. */
    @Nullable
    Instant first() {
        return first;
    }

    /** Null where nothing tells. */
    public @Nullable Instant last() {
        return last;
    }
}
