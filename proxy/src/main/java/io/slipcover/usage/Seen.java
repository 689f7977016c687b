package io.slipcover.usage;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How many requests there were, and when the first and the last of them came. */
public final class Seen {
    private long requests;
    private @Nullable Instant first;
    private @Nullable Instant last;

    Seen() {}

    void add(long more) {
        requests = Usage.sum(requests, more);
    }

    void at(Instant time) {
        if (first == null || time.isBefore(first)) {
            first = time;
        }
        lastAt(time);
    }

    /** The last request came at this time, or later. */
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
