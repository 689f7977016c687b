package io.slipcover.exchange;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import io.slipcover.upstream.InPlace;
import org.jspecify.annotations.Nullable;

/**
 * The prefix for the {@code Location} of an answer. CouchDB never saw the prefix of the client's paths, so Slipcover
 * puts it into {@code Location}, which tells where a written document is, or where to go. A place on another host stays
 * as it is.
 *
 * @param prefix such as {@code /v2}
 * @param host the name by which the client knows this server; CouchDB has it from the client
 */
public record PrefixedLocation(String prefix, @Nullable String host) {
    private static final AsciiString FORWARDED_HOST = AsciiString.cached("x-forwarded-host");

    /** The prefix for a request with these headers, as CouchDB gets them. */
    public static PrefixedLocation of(String prefix, HttpHeaders asked) {
        return new PrefixedLocation(prefix, asked.get(FORWARDED_HOST));
    }

    void apply(HttpHeaders answered) {
        String location = answered.get(HttpHeaderNames.LOCATION);
        int path = location == null ? -1 : pathOfOurs(location);
        if (location != null && path >= 0 && !isPrefixed(location, path)) {
            InPlace.set(
                    answered,
                    HttpHeaderNames.LOCATION,
                    location.substring(0, path) + prefix + location.substring(path));
        }
    }

    /** Where the path begins in a URL of this server; -1 for any other URL. */
    private int pathOfOurs(String location) {
        if (location.startsWith("/")) {
            return location.startsWith("//") ? -1 : 0;
        }
        int from = location.indexOf("://") + 3;
        int to = host == null ? -1 : from + host.length();
        return from > 2
                        && to > from
                        && location.regionMatches(true, from, host, 0, to - from)
                        && (to == location.length() || location.charAt(to) == '/')
                ? to
                : -1;
    }

    private boolean isPrefixed(String location, int path) {
        int end = path + prefix.length();
        return location.startsWith(prefix, path)
                && (end == location.length() || "/?#".indexOf(location.charAt(end)) >= 0);
    }
}
