package io.slipcover.budget;

/**
 * A limit that a request exceeds. Slipcover gives up the request and says so. Code that catches this exception must not take it for an
 * answer, above all not for "does not match". The exception is expected to happen, so it carries no stack trace.
 */
public final class LimitException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String limit;

    /**
     * @param limit the limit's name in the documentation, such as {@code query-depth}
     * @param problem what is beyond the limit, and what the limit is, without a value of the client's
     */
    public LimitException(String limit, String problem) {
        super(problem + " (limit: " + limit + ")", null, false, false);
        this.limit = limit;
    }

    /** The limit's name. */
    public String limit() {
        return limit;
    }

    /** The reason that the client is told. It ends with the limit's name. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
