package io.slipcover.config;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/**
 * The database in which the proxy keeps replicated revisions that it cannot upgrade, and the proxy's own credentials for it.
 *
 * @param database its name
 * @param user the user as whom the proxy writes there
 * @param password the user's password, which nothing ever prints
 */
public record Quarantine(String database, String user, String password) {
    /** The names that CouchDB allows. */
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_$()+/-]*");

    public Quarantine {
        requireNonNull(user, "user");
        requireNonNull(password, "password");
        if (!NAME.matcher(database).matches()) {
            throw new IllegalArgumentException("quarantine: " + database);
        }
    }

    /** Whether CouchDB allows the name for a database. */
    static boolean isName(String database) {
        return NAME.matcher(database).matches();
    }

    @Override
    public String toString() {
        return database + " as " + user;
    }
}
