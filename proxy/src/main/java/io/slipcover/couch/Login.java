package io.slipcover.couch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.util.Base64;

/** A user of CouchDB, and the user's password. */
record Login(String user, String password) {
    Login {
        requireNonNull(user, "user");
        requireNonNull(password, "password");
    }

    /** The value of the header Authorization, in the Basic scheme of RFC 7617. */
    String authorization() {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
    }

    /** The user; never the password. */
    @Override
    public String toString() {
        return user + ":…";
    }
}
