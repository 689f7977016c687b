package io.slipcover.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The address for operators, what somebody has to know there, and whether others can listen in.
 *
 * @param listen where operators connect
 * @param token the word that operators send as {@code Authorization: Bearer}; null: nobody has to know a word
 * @param tls TLS towards operators; null: they speak plain text
 * @param history the file that keeps who used which release; null: nothing outlives a restart
 */
public record Admin(
        Address listen,
        @Nullable String token,
        @Nullable ServerTls tls,
        @Nullable Path history) {
    public Admin {
        requireNonNull(listen, "listen");
    }

    /** An address in plain text. */
    public Admin(Address listen, @Nullable String token) {
        this(listen, token, null, null);
    }

    /** This at another address. */
    Admin at(Address other) {
        return new Admin(other, token, tls, history);
    }

    /** This with another file for the history. */
    Admin keeping(Path file) {
        return new Admin(listen, token, tls, file);
    }

    /** Whether strangers could reach the address, and nothing was said of them: no token, no TLS. */
    public boolean isOpenToStrangers() {
        return token == null && tls == null && !listen.isLoopback();
    }

    /** Whether strangers who reach the address may ask: they need neither a token nor a certificate. */
    boolean answersStrangers() {
        return token == null
                && !listen.isLoopback()
                && (tls == null || tls.clientCertificates() != ClientCertificates.REQUIRED);
    }

    /** This with the certificates of another, where both speak TLS. Certificates are exchanged while Slipcover runs, all else is not. */
    public Admin withCertificatesOf(Admin other) {
        return tls == null || other.tls == null ? this : new Admin(listen, token, other.tls, history);
    }

    /** This without the token, because a log may show it. */
    @Override
    public String toString() {
        return listen + (token == null ? "" : " with a token") + (tls == null ? "" : " with TLS");
    }
}
