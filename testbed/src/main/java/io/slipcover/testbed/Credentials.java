package io.slipcover.testbed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.Optional;

/** A user of a server, and the user's password. */
public record Credentials(String user, String password) {
    public Credentials {
        requireNonNull(user, "user");
        requireNonNull(password, "password");
    }

    /** The credentials that stand in an address such as {@code http://user:password@host:5984}, decoded. */
    static Optional<Credentials> in(URI address) {
        String userInfo = address.getUserInfo();
        if (userInfo == null) {
            return Optional.empty();
        }
        int colon = userInfo.indexOf(':');
        return Optional.of(
                colon < 0
                        ? new Credentials(userInfo, "")
                        : new Credentials(userInfo.substring(0, colon), userInfo.substring(colon + 1)));
    }

    /** The address with these credentials in it, percent-encoded. */
    URI at(URI address) {
        return URI.create(address.getScheme() + "://" + encoded(user) + ":" + encoded(password) + "@"
                + address.getRawAuthority() + address.getRawPath());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    /** The value of an {@code Authorization} header, in the Basic scheme of RFC 7617. */
    public String authorization() {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
    }

    @Override
    public String toString() {
        return user + ":…";
    }
}
