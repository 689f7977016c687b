package io.slipcover.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How bytes travel: encrypted or not.
 *
 * @param tls TLS towards clients; null: none
 * @param upstreamTls TLS towards those servers whose URL begins with {@code https}
 * @param files the files of certificates and keys that were read
 */
public record Transmission(@Nullable ServerTls tls, UpstreamTls upstreamTls, List<Path> files) {
    /** Plain text. */
    public static final Transmission DEFAULTS = new Transmission(null, UpstreamTls.DEFAULTS, List.of());

    public Transmission {
        requireNonNull(upstreamTls, "upstreamTls");
        files = List.copyOf(files);
    }
}
