package io.slipcover.find;

import java.util.HashSet;
import java.util.Set;

/**
 * Finds where in a page the last candidate stands that was looked at, by asking for the page again, shorter. Usually it stands where it
 * stood; documents that were written in between may have moved it, or be gone with it.
 */
final class Boundary {
    private static final int ATTEMPTS = 5;
    private static final int FURTHER = 100;

    private final Set<String> consumed = new HashSet<>();
    private String last = "";
    private long limit;

    private int attempts;
    private long count;
    private long lastKnown = -1;
    private boolean sawLast;
    private boolean found;

    /** A candidate has been looked at. */
    void consumed(String id) {
        consumed.add(id);
        last = id;
        limit = consumed.size();
    }

    /** How long the page is to be, asked for again. */
    long limit() {
        return limit;
    }

    /** A document of the page that was asked for again. */
    void again(String id) {
        if (consumed.contains(id)) {
            lastKnown = count;
        }
        sawLast |= id.equals(last);
        count++;
    }

    /** The page asked for again is at its end: whether that is the boundary, or as near as it gets. Else it is asked for once more. */
    boolean settles() {
        attempts++;
        boolean further = attempts == 1 && !sawLast && count == limit;
        found = lastKnown >= 0 && lastKnown == count - 1;
        boolean gone = lastKnown < 0;
        boolean settled = !further && (found || gone || attempts == ATTEMPTS);
        limit = further ? limit + FURTHER : lastKnown + 1;
        count = 0;
        lastKnown = -1;
        sawLast = false;
        return settled;
    }

    /** Whether the page that settled it ends with a candidate that was looked at. */
    boolean isFound() {
        return found;
    }
}
