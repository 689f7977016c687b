package io.slipcover.exchange;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The headers that are about one connection and go no further (RFC 9110, section 7.6.1). */
public final class HopByHop {
    private static final AsciiString PROXY_CONNECTION = AsciiString.cached("proxy-connection");

    @SuppressWarnings("deprecation") // Keep-Alive is old, and sent all the same.
    private static final AsciiString KEEP_ALIVE = HttpHeaderNames.KEEP_ALIVE;

    /** The headers that say where a body ends, for whom a message is, who sends it, or what is wanted. */
    private static final Set<String> HELD = Set.of(
            "accept",
            "age",
            "allow",
            "authorization",
            "cache-control",
            "connection",
            "cookie",
            "date",
            "destination",
            "etag",
            "expect",
            "forwarded",
            "host",
            "last-modified",
            "location",
            "origin",
            "range",
            "referer",
            "retry-after",
            "server",
            "set-cookie",
            "transfer-encoding",
            "user-agent",
            "vary",
            "www-authenticate",
            "x-real-ip");

    private static final List<String> HELD_BEGINNINGS =
            List.of("accept-", "access-control-", "content-", "if-", "x-auth-couchdb-", "x-couch", "x-forwarded-");

    private HopByHop() {}

    /**
     * Removes these headers, and the headers that {@code Connection} names. {@code Transfer-Encoding} stays, because
     * the codecs use it to tell the body's form.
     */
    static void remove(HttpHeaders headers) {
        remove(headers, "");
    }

    /**
     * Removes these headers from a request. A header that decides something stays, for Slipcover and for CouchDB, though {@code Connection}
     * names it: a client could otherwise take away what a proxy before Slipcover has added, and two readers would read two requests.
     *
     * @param versionHeader the header in which a client names its version, which decides, too
     */
    public static void remove(HttpHeaders headers, String versionHeader) {
        String connection = headers.get(HttpHeaderNames.CONNECTION);
        if (connection != null) {
            removeNamed(headers, headers.getAll(HttpHeaderNames.CONNECTION), versionHeader);
            headers.remove(HttpHeaderNames.CONNECTION);
        }
        headers.remove(KEEP_ALIVE);
        headers.remove(PROXY_CONNECTION);
        headers.remove(HttpHeaderNames.PROXY_AUTHORIZATION);
        headers.remove(HttpHeaderNames.TE);
        headers.remove(HttpHeaderNames.TRAILER);
        headers.remove(HttpHeaderNames.UPGRADE);
    }

    /** One pass over the names and one over the headers: either may be thousands, and a removal searches a part of the headers. */
    private static void removeNamed(HttpHeaders headers, List<String> connections, String versionHeader) {
        Set<String> named = named(connections);
        named.remove(versionHeader.toLowerCase(Locale.ROOT));
        if (named.isEmpty()) {
            return;
        }
        Set<String> present = new HashSet<>();
        for (Map.Entry<String, String> header : headers) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (named.contains(name)) {
                present.add(name);
            }
        }
        present.forEach(headers::remove);
    }

    /** The names of headers that may be removed, in lower case. */
    private static Set<String> named(List<String> connections) {
        Set<String> named = new HashSet<>(0);
        for (String connection : connections) {
            if (connection.equalsIgnoreCase("keep-alive") || connection.equalsIgnoreCase("close")) {
                continue;
            }
            for (String part : connection.split(",", -1)) {
                String name = part.strip().toLowerCase(Locale.ROOT);
                if (!name.isEmpty() && !isHeld(name)) {
                    named.add(name);
                }
            }
        }
        return named;
    }

    /** Whether a header decides something, so that nobody can remove it by naming it in {@code Connection}. */
    private static boolean isHeld(String name) {
        return HELD.contains(name) || HELD_BEGINNINGS.stream().anyMatch(name::startsWith);
    }
}
