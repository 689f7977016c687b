package io.slipcover.cli;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * The URL of a database, such as {@code https://couch.example.org/todos}. A name and a password do not belong there: whoever lists the
 * machine's processes sees them.
 */
record DatabaseAddress(URI uri) {
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
                || uri.getRawPath().length() < 2) {
            throw new IllegalArgumentException(
                    "expected a URL such as http://127.0.0.1:5984/todos, found '" + text + "'");
        }
        return new DatabaseAddress(uri);
    }

    /** The address of something in the database, such as {@code /_all_docs?limit=1}. */
    URI at(String rest) {
        return URI.create(uri + rest);
    }

    /** The database's name. */
    String name() {
        String path = uri.getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    @Override
    public String toString() {
        return uri.toString();
    }
}
