package io.slipcover.cli;

import io.slipcover.config.Upstream;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * The URL of a database, such as {@code https://couch.example.org/todos}. A name and a password do not belong there: whoever lists the
 * machine's processes sees them.
 *
 * @param server where the database is
 * @param path the database's path at the server, such as {@code /todos}, percent-encoded
 */
record DatabaseAddress(Upstream server, String path) {
    static DatabaseAddress parse(String text) {
        if (text.contains("@")) {
            // Before anything that repeats the text.
            throw new IllegalArgumentException(
                    "found a name or a password in the URL, which everybody on this machine could"
                            + " read; expected them in COUCHDB_USER and COUCHDB_PASSWORD, or in a netrc file");
        }
        URI uri;
        try {
            uri = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "expected a URL such as http://127.0.0.1:5984/todos, found '" + text + "'", e);
        }
        boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        if (!http
                || uri.getHost() == null
                || uri.getRawQuery() != null
                || uri.getRawFragment() != null
                || uri.getRawPath().length() < 2) {
            throw new IllegalArgumentException(
                    "expected a URL such as http://127.0.0.1:5984/todos, found '" + text + "'");
        }
        int database = uri.toString().lastIndexOf('/');
        return new DatabaseAddress(
                Upstream.parse(uri.toString().substring(0, database)),
                uri.toString().substring(database));
    }

    /** The database's name. */
    String name() {
        return URI.create(path).getPath().substring(1);
    }

    @Override
    public String toString() {
        return server + path;
    }
}
