package io.slipcover.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How bytes travel: encrypted or not, compressed or not.
 *
 * @param tls TLS towards clients; null: none
 * @param upstreamTls TLS towards those servers whose URL begins with {@code https}
 * @param gzip whether answers are compressed for clients that want it
 * @param files the files of certificates and keys that were read
 */
public record Transmission(@Nullable ServerTls tls, UpstreamTls upstreamTls, boolean gzip, List<Path> files) {
    /** Plain text, as it is. */
    public static final Transmission DEFAULTS = new Transmission(null, UpstreamTls.DEFAULTS, false, List.of());

    public Transmission {
        requireNonNull(upstreamTls, "upstreamTls");
        files = List.copyOf(files);
    }
}
