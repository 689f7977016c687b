package io.slipcover.upstream;

/** There is no {@link Transport} of the name that was given, or it does not work on this machine; the message tells which do. */
public final class NoTransportException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    NoTransportException(String message) {
        super(message);
    }
}
