package io.slipcover.mango;

/**
 * CouchDB's refusal of a question, with the status and the kind of error that CouchDB would answer. The reason is in Slipcover's words. A
 * client hears CouchDB's own words, because Slipcover asks CouchDB itself to refuse. The exception is expected to happen, so it carries no
 * stack trace.
 */
public final class MangoException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int BAD_REQUEST = 400;
    private static final String NOT_SUPPORTED = "not_supported";

    private final int status;
    private final String error;
    private final String reason;

    /**
     * @param status the status of the HTTP response
     * @param error the member {@code error} of the response's body
     * @param reason the member {@code reason} of the response's body
     */
    public MangoException(int status, String error, String reason) {
        super(error + ": " + reason, null, false, false);
        this.status = status;
        this.error = error;
        this.reason = reason;
    }

    static MangoException badRequest(String error, String reason) {
        return new MangoException(BAD_REQUEST, error, reason);
    }

    /** The exception for a selector at which CouchDB would fail while it evaluates the selector. */
    static MangoException failed(String reason) {
        return new MangoException(500, "unknown_error", reason);
    }

    /** The exception for a selector that CouchDB might take and that Slipcover cannot decide. */
    static MangoException notSupported(String reason) {
        return badRequest(NOT_SUPPORTED, reason);
    }

    /** Whether Slipcover cannot decide what CouchDB might take. Then there is no answer, not even "does not match". */
    boolean isUndecided() {
        return error.equals(NOT_SUPPORTED);
    }

    public int status() {
        return status;
    }

    public String error() {
        return error;
    }

    public String reason() {
        return reason;
    }
}
