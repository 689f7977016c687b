package io.slipcover.config;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * The address for operators, and what somebody has to know there.
 *
 * @param listen where operators connect
 * @param token the word that operators send as {@code Authorization: Bearer}; null: nobody has to know a word
 */
public record Admin(Address listen, @Nullable String token) {
    public Admin {
        requireNonNull(listen, "listen");
    }

    /** Whether strangers could reach the address, and nothing keeps them from asking. */
    public boolean isOpenToStrangers() {
        return token == null && !listen.isLoopback();
    }

    /** This without the token, because a log may show it. */
    @Override
    public String toString() {
        return token == null ? listen.toString() : listen + " with a token";
    }
}
