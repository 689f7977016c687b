package io.slipcover.upstream;

/**
 * The failure to find a {@link Transport}: there is none of the given name, or it does not work on this machine. The
 * message tells which transports do.
 */
public final class NoTransportException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    NoTransportException(String message) {
        super(message);
    }
}
