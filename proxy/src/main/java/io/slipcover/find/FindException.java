package io.slipcover.find;

import io.slipcover.json.JsonSlice;

/** The reason why Slipcover does not answer a query. It is expected to happen, so it has no stack trace. */
final class FindException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String error;
    private final String reason;

    FindException(int status, String error, String reason) {
        super(error + ": " + reason, null, false, false);
        this.status = status;
        this.error = error;
        this.reason = reason;
    }

    /** The refusal of a bookmark that does not belong to this query, in CouchDB's words. */
    static FindException invalidBookmark(String bookmark) {
        return new FindException(400, "invalid_bookmark", "Invalid bookmark value: " + JsonSlice.string(bookmark));
    }

    int status() {
        return status;
    }

    String error() {
        return error;
    }

    String reason() {
        return reason;
    }
}
