package io.slipcover.schema;

/** A file that is no JSON Schema. The message says why. */
public final class InvalidSchemaException extends Exception {
    private static final long serialVersionUID = 1;

    InvalidSchemaException(String message, Throwable cause) {
        super(message, cause);
    }

    InvalidSchemaException(String message) {
        super(message);
    }
}
