package io.slipcover.config;

import static java.util.Objects.requireNonNull;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;

/**
 * TLS towards clients.
 *
 * @param identities what the proxy can show. It shows the first whose certificate is for the host that the client asks for, and the first
 *     of all where none is
 * @param http2 whether clients may speak HTTP/2
 * @param clientCertificates whether clients show certificates
 * @param clientAuthorities who signs the certificates of clients
 * @param handshakeTimeout how long a client has for its handshake
 * @param handshakes how many handshakes may be under way at once; the proxy closes other connections that come meanwhile
 */
public record ServerTls(
        List<Identity> identities,
        boolean http2,
        ClientCertificates clientCertificates,
        List<X509Certificate> clientAuthorities,
        Duration handshakeTimeout,
        int handshakes) {
    /** The default of {@code handshakeTimeout}. */
    public static final Duration DEFAULT_HANDSHAKE_TIMEOUT = Duration.ofSeconds(10);

    /** The default of {@code handshakes}. */
    public static final int DEFAULT_HANDSHAKES = 1000;

    public ServerTls {
        identities = List.copyOf(identities);
        if (identities.isEmpty()) {
            throw new IllegalArgumentException("no certificate");
        }
        requireNonNull(clientCertificates, "clientCertificates");
        clientAuthorities = List.copyOf(clientAuthorities);
        if (clientCertificates != ClientCertificates.NONE && clientAuthorities.isEmpty()) {
            throw new IllegalArgumentException("client certificates without an authority");
        }
        if (handshakeTimeout.isNegative() || handshakeTimeout.isZero()) {
            throw new IllegalArgumentException("handshake-timeout: " + handshakeTimeout);
        }
        if (handshakes < 1) {
            throw new IllegalArgumentException("handshakes: " + handshakes);
        }
    }
}
