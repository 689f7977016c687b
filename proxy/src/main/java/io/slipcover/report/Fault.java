package io.slipcover.report;

import org.slf4j.event.Level;

/**
 * A kind of fault, at one place. Two faults that are equal are the same fault once more. So none of the texts may hold what differs from
 * request to request.
 *
 * @param message what failed; there are a few constant messages
 * @param where the node of CouchDB or the release that it is about; empty: none
 * @param reason why, in constant words or as the name of an exception
 */
public record Fault(Level level, String message, String where, String reason) {
    /** CouchDB, or the way to it, is to blame. */
    public static Fault ofUpstream(String message, Object address, String reason) {
        return new Fault(Level.WARN, message, address.toString(), reason);
    }

    /** A client is to blame. Operators need not do anything about it. */
    public static Fault ofClient(String message, String reason) {
        return new Fault(Level.INFO, message, "", reason);
    }

    /** Nobody has foreseen it. The place in the code makes it another fault. */
    static Fault unexpected(String message, String where, Throwable failure) {
        StackTraceElement[] places = failure.getStackTrace();
        String place = places.length == 0 ? "" : " at " + places[0];
        return new Fault(Level.ERROR, message, where, failure.getClass().getName() + place);
    }
}
