package io.slipcover.find;

import java.util.HashSet;
import java.util.Set;

/**
 * The search for the place in a page where the last candidate stands that Slipcover looked at. Slipcover asks for the page again, shorter.
 * Usually the candidate stands where it stood. Documents that were written in between may have moved it, or the candidate itself may be
 * gone.
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

    /** Notes that Slipcover has looked at a candidate. */
    void consumed(String id) {
        consumed.add(id);
        last = id;
        limit = consumed.size();
    }

    /** The length of the page when Slipcover asks for it again. */
    long limit() {
        return limit;
    }

    /** Takes a document of the page that Slipcover asked for again. */
    void again(String id) {
        if (consumed.contains(id)) {
            lastKnown = count;
        }
        sawLast |= id.equals(last);
        count++;
    }

    /**
     * Ends the page that Slipcover asked for again. Tells whether the page ends at the boundary, or as near to it as it gets. Otherwise
     * Slipcover asks for the page once more.
     */
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

    /** Whether the page that settled the boundary ends with a candidate that Slipcover looked at. */
    boolean isFound() {
        return found;
    }
}
