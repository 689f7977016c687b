package io.slipcover.config;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A server that the proxy asks: a CouchDB, or one node of a cluster.
 *
 * @param secure whether the proxy speaks to the server over TLS
 * @param host a name or an address; IPv6 without brackets
 * @param port the URL's port; without one, the default port of the URL's scheme
 * @param path where the server's paths begin, such as {@code /couch}, without a slash at its end; empty where they begin at the root
 */
public record Upstream(boolean secure, String host, int port, String path) {
    /** What an upstream is expected to be, in words. */
    static final String EXPECTED = "a URL such as http://127.0.0.1:5984";

    private static final int HIGHEST_PORT = 65_535;
    private static final Pattern TRAILING_SLASHES = Pattern.compile("/+$");

    /** Segments that are neither empty nor dots, which servers would resolve. */
    private static final Pattern PATH = Pattern.compile("(?:/(?!\\.{1,2}(?:/|$))[A-Za-z0-9._~!$&'()*+,;=:@%-]+)*");

    public Upstream {
        requireNonNull(host, "host");
        if (host.isEmpty()) {
            throw new IllegalArgumentException("no host");
        }
        if (port < 1 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException("port " + port + " is not between 1 and " + HIGHEST_PORT);
        }
        if (!path.isEmpty() && (!path.startsWith("/") || path.endsWith("/"))) {
            throw new IllegalArgumentException("path " + path);
        }
    }

    /** A server whose paths begin at the root. */
    public Upstream(boolean secure, String host, int port) {
        this(secure, host, port, "");
    }

    /**
     * Reads {@code http://HOST:PORT} or {@code https://HOST:PORT}, with or without a path.
     *
     * @throws IllegalArgumentException where the text is neither; its message says what was expected and what was found
     */
    public static Upstream parse(String text) {
        if (text.contains("@")) {
            // Before anything that repeats the text: a password must not get into a log.
            throw new IllegalArgumentException("expected no user and password in the URL; clients bring their own");
        }
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(expectation(text), e);
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (uri.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
            throw new IllegalArgumentException(expectation(text));
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("expected nothing behind the path, found '" + text + "'");
        }
        String path = TRAILING_SLASHES.matcher(uri.getRawPath()).replaceFirst("");
        if (!PATH.matcher(path).matches()) {
            throw new IllegalArgumentException("expected a path such as /couch behind the host, found '" + text + "'");
        }
        boolean secure = scheme.equals("https");
        int port = uri.getPort() == -1 ? secure ? 443 : 80 : uri.getPort();
        String host = uri.getHost();
        return new Upstream(secure, host.startsWith("[") ? host.substring(1, host.length() - 1) : host, port, path);
    }

    private static String expectation(String text) {
        return "expected " + EXPECTED + ", found '" + text + "'";
    }

    /** The URL, with its port and its path. */
    @Override
    public String toString() {
        return (secure ? "https://" : "http://") + (host.contains(":") ? "[" + host + "]" : host) + ":" + port + path;
    }
}
