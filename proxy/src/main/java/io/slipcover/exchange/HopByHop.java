package io.slipcover.exchange;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.util.List;

/** The headers that are about one connection and go no further (RFC 9110, section 7.6.1). */
public final class HopByHop {
    private static final AsciiString PROXY_CONNECTION = AsciiString.cached("proxy-connection");

    @SuppressWarnings("deprecation") // Keep-Alive is old, and sent all the same.
    private static final AsciiString KEEP_ALIVE = HttpHeaderNames.KEEP_ALIVE;

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

    private static void removeNamed(HttpHeaders headers, List<String> connections) {
        for (String connection : connections) {
            if (connection.equalsIgnoreCase("keep-alive") || connection.equalsIgnoreCase("close")) {
                continue;
            }
            for (String part : connection.split(",", -1)) {
                String name = part.strip();
                if (!name.isEmpty() && !framesBody(name)) {
                    headers.remove(name);
                }
            }
        }
    }

    /**
     * Whether a header says where a body ends, or whom the request is for. Nobody can remove such a header by naming it
     * in {@code Connection}.
     */
    private static boolean framesBody(String name) {
        return name.equalsIgnoreCase("content-length")
                || name.equalsIgnoreCase("transfer-encoding")
                || name.equalsIgnoreCase("host")
                || name.equalsIgnoreCase("connection");
    }
}
