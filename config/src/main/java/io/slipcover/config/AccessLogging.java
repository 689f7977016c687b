package io.slipcover.config;

import static java.util.Objects.requireNonNull;

/**
 * What is logged of each request, and where.
 *
 * @param to {@code stdout}, {@code stderr}, or the path of a file
 */
public record AccessLogging(Format format, String to, Client client) {
    /** Where the log goes unless somebody says where. */
    public static final String DEFAULT_TO = "stdout";

    /** The form of a line. */
    public enum Format {
        KEY_VALUE,
        JSON
    }

    /** How much of a client's address is logged. */
    public enum Client {
        FULL,
        NETWORK,
        NONE
    }

    public AccessLogging {
        requireNonNull(format, "format");
        requireNonNull(to, "to");
        requireNonNull(client, "client");
    }
}
