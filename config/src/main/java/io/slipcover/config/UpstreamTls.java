package io.slipcover.config;

import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * TLS towards CouchDB.
 *
 * @param authorities who signs CouchDB's certificate; empty: whom Java trusts
 * @param identity what the proxy shows of itself, or null
 */
public record UpstreamTls(
        List<X509Certificate> authorities, @Nullable Identity identity) {
    /** TLS with the authorities that Java trusts, where the proxy shows nothing of itself. */
    public static final UpstreamTls DEFAULTS = new UpstreamTls(List.of(), null);

    public UpstreamTls {
        authorities = List.copyOf(authorities);
    }
}
