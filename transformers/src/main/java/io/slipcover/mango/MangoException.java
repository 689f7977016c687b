package io.slipcover.mango;

/**
 * That CouchDB does not take a question, with the status and the kind of error that it would answer. The reason is in Slipcover's words: a
 * client hears CouchDB's own, since CouchDB itself is asked to refuse. It is expected to happen, so it carries no stack trace.
 */
public final class MangoException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int BAD_REQUEST = 400;
    private static final String NOT_SUPPORTED = "not_supported";

    private final int status;
    private final String error;
    private final String reason;

    /**
     * @param status of the HTTP response
     * @param error the member {@code error} of its body
     * @param reason the member {@code reason} of its body
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

    /** That CouchDB would fail at it while it evaluates. */
    static MangoException failed(String reason) {
        return new MangoException(500, "unknown_error", reason);
    }

    /** That Slipcover cannot decide what CouchDB might take. */
    static MangoException notSupported(String reason) {
        return badRequest(NOT_SUPPORTED, reason);
    }

    /** Whether Slipcover cannot decide, or nobody: then there is no answer, not even "does not match". */
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
