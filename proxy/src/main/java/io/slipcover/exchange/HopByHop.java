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

    private static final Set<String> FRAMING = Set.of("connection", "content-length", "host", "transfer-encoding");

    private HopByHop() {}

    /**
     * Removes these headers, and the headers that {@code Connection} names. {@code Transfer-Encoding} stays, because
     * the codecs use it to tell the body's form.
     */
    public static void remove(HttpHeaders headers) {
        String connection = headers.get(HttpHeaderNames.CONNECTION);
        if (connection != null) {
            removeNamed(headers, headers.getAll(HttpHeaderNames.CONNECTION));
            headers.remove(HttpHeaderNames.CONNECTION);
        }
        headers.remove(KEEP_ALIVE);
        headers.remove(PROXY_CONNECTION);
        headers.remove(HttpHeaderNames.PROXY_AUTHORIZATION);
        headers.remove(HttpHeaderNames.TE);
        headers.remove(HttpHeaderNames.UPGRADE);
    }

    /** One pass over the names and one over the headers: either may be thousands, and a removal searches a part of the headers. */
    private static void removeNamed(HttpHeaders headers, List<String> connections) {
        Set<String> named = named(connections);
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
                if (!name.isEmpty() && !framesBody(name)) {
                    named.add(name);
                }
            }
        }
        return named;
    }

    /**
     * Whether a header says where a body ends, or whom the request is for. Nobody can remove such a header by naming it
     * in {@code Connection}.
     */
    private static boolean framesBody(String name) {
        return FRAMING.contains(name);
    }
}
