package io.slipcover.couch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the credentials for CouchDB come from. For commands that is the environment variables {@code COUCHDB_USER} and {@code COUCHDB_PASSWORD}, or else a netrc file.
 * Commands have no option for them, because every user of a machine can read the command lines of all others.
 */
public final class Logins {
    private static final String USER = "COUCHDB_USER";
    private static final String PASSWORD = "COUCHDB_PASSWORD";

    /** The header Authorization for all hosts; null: the netrc file has one for each host, or there is none. */
    private final @Nullable String everywhere;

    private final @Nullable Netrc netrc;

    private Logins(@Nullable String everywhere, @Nullable Netrc netrc) {
        this.everywhere = everywhere;
        this.netrc = netrc;
    }

    /**
     * Looks where credentials are.
     *
     * @param file the netrc file that the user names, which then counts alone; null: the environment, else the file that {@code NETRC}
     *     names, else {@code .netrc} in the user's home
     */
    public static Logins find(Map<String, String> environment, @Nullable Path file) throws IOException {
        if (file != null) {
            return new Logins(null, Netrc.read(file));
        }
        String user = environment.get(USER);
        if (user != null && !user.isEmpty()) {
            return new Logins(new Login(user, environment.getOrDefault(PASSWORD, "")).authorization(), null);
        }
        String named = environment.get("NETRC");
        if (named != null && !named.isEmpty()) {
            return new Logins(null, Netrc.read(Path.of(named)));
        }
        String home = environment.get("HOME");
        Path usual = home == null ? null : Path.of(home, ".netrc");
        return new Logins(null, usual != null && Files.isReadable(usual) ? Netrc.read(usual) : null);
    }

    /** No credentials. */
    public static Logins none() {
        return new Logins(null, null);
    }

    /** A login that somebody else has sent, as the header Authorization. */
    public static Logins of(String authorization) {
        return new Logins(authorization, null);
    }

    /** The header Authorization for a host, where there is a login for the host. */
    Optional<String> authorization(String host) {
        return everywhere != null
                ? Optional.of(everywhere)
                : Optional.ofNullable(netrc)
                        .flatMap(file -> file.loginFor(host))
                        .map(Login::authorization);
    }
}
