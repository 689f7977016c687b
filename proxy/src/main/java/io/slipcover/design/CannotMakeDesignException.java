package io.slipcover.design;

/** A design document of which no other one can be made. The message says what is in the way, and where. */
public final class CannotMakeDesignException extends Exception {
    private static final long serialVersionUID = 1L;

    CannotMakeDesignException(String message) {
        super(message, null, false, false);
    }
}
