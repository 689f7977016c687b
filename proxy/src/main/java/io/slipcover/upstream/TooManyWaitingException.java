package io.slipcover.upstream;

/** As many requests wait for a connection to CouchDB as may. It is expected under load, so it has no stack trace. */
public final class TooManyWaitingException extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooManyWaitingException(int limit) {
        super(limit + " requests wait for a connection to CouchDB already (limits: waiting)", null, false, false);
    }
}
