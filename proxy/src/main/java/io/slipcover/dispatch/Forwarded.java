package io.slipcover.dispatch;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;

/**
 * The {@code X-Forwarded-*} headers, which tell CouchDB whom it talks to: {@code -For} is appended to; {@code -Proto} and
 * {@code -Host}, which CouchDB makes {@code Location} from, are believed from a trusted proxy alone.
 */
final class Forwarded {
    private static final AsciiString FOR = AsciiString.cached("x-forwarded-for");
    private static final AsciiString PROTO = AsciiString.cached("x-forwarded-proto");
    private static final AsciiString HOST = AsciiString.cached("x-forwarded-host");
    private static final AsciiString SSL = AsciiString.cached("x-forwarded-ssl");
    private static final AsciiString HTTP = AsciiString.cached("http");

    private Forwarded() {}

    static void apply(HttpHeaders headers, String address, boolean trusted) {
        if (headers.contains(FOR)) {
            headers.set(FOR, String.join(", ", headers.getAll(FOR)) + ", " + address);
        } else {
            headers.add(FOR, address);
        }
        String host = headers.get(HttpHeaderNames.HOST);
        if (!trusted) {
            headers.remove(SSL);
            headers.set(PROTO, HTTP);
            if (host == null) {
                headers.remove(HOST);
            } else {
                headers.set(HOST, host);
            }
        } else {
            if (!headers.contains(PROTO)) {
                headers.add(PROTO, HTTP);
            }
            if (host != null && !headers.contains(HOST)) {
                headers.add(HOST, host);
            }
        }
    }
}
