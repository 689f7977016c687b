package io.slipcover.dispatch;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import io.slipcover.exchange.ClientCertificate;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The headers in which a proxy tells whom it speaks for: {@code X-Forwarded-*}, {@code Forwarded} (RFC 7239) and {@code X-Real-IP}. Anyone
 * may write headers that look like a proxy's work. So Slipcover believes these headers from a trusted proxy alone. From anyone else, it
 * overwrites {@code X-Forwarded-Proto} and {@code -Host}, from which CouchDB makes {@code Location}, and drops the others. Slipcover
 * appends to {@code X-Forwarded-For}, which is a list, in either case.
 */
final class Forwarded {
    private static final AsciiString FORWARDED = AsciiString.cached("forwarded");
    private static final AsciiString REAL_IP = AsciiString.cached("x-real-ip");
    private static final AsciiString OURS = AsciiString.cached("x-forwarded-");
    private static final AsciiString FOR = AsciiString.cached("x-forwarded-for");
    private static final AsciiString PROTO = AsciiString.cached("x-forwarded-proto");
    private static final AsciiString HOST = AsciiString.cached("x-forwarded-host");
    private static final AsciiString PREFIX = AsciiString.cached("x-forwarded-prefix");
    private static final AsciiString HTTP = AsciiString.cached("http");
    private static final AsciiString HTTPS = AsciiString.cached("https");

    private Forwarded() {}

    /**
     * Tells CouchDB where a client is, and how it speaks.
     *
     * @param secure whether the client's connection is encrypted
     */
    static void apply(HttpHeaders headers, String address, boolean secure, boolean trusted) {
        dropClaims(headers, trusted);
        append(headers, FOR, address);
        if (headers.contains(FORWARDED)) {
            append(headers, FORWARDED, address.indexOf(':') < 0 ? "for=" + address : "for=\"[" + address + "]\"");
        }
        if (!headers.contains(PROTO)) {
            headers.add(PROTO, secure ? HTTPS : HTTP);
        }
        String host = headers.get(HttpHeaderNames.HOST);
        if (host != null && !headers.contains(HOST)) {
            headers.add(HOST, host);
        }
    }

    /**
     * Where a request began: the address that the farthest believed proxy tells.
     *
     * @param address where the connection comes from
     * @param trusted whether that is a proxy that is believed
     * @param trusts whether a proxy at an address is believed
     */
    static String origin(HttpHeaders headers, String address, boolean trusted, Predicate<InetAddress> trusts) {
        if (!trusted || !headers.contains(FOR)) {
            return address;
        }
        String[] told = String.join(",", headers.getAll(FOR)).split(",", -1);
        String origin = address;
        for (int at = told.length - 1; at >= 0; at--) {
            String element = told[at].strip();
            InetAddress proxy = NetUtil.createInetAddressFromIpAddressString(element);
            if (proxy == null) {
                return element.isEmpty() ? origin : element;
            }
            origin = proxy.getHostAddress();
            if (!trusts.test(proxy)) {
                return origin;
            }
        }
        return origin;
    }

    /**
     * Tells CouchDB that the client's path began with this prefix, which Slipcover has taken off. The prefix stands behind the part that a
     * trusted proxy has taken off already.
     *
     * @param prefix such as {@code /v2}
     */
    static void prefixed(HttpHeaders headers, String prefix) {
        String outer = headers.get(PREFIX, "");
        headers.set(PREFIX, (outer.endsWith("/") ? outer.substring(0, outer.length() - 1) : outer) + prefix);
    }

    private static void append(HttpHeaders headers, AsciiString name, String element) {
        if (headers.contains(name)) {
            headers.set(name, String.join(", ", headers.getAll(name)) + ", " + element);
        } else {
            headers.add(name, element);
        }
    }

    /** Drops what the client has no right to say. What a certificate says, Slipcover alone says. */
    private static void dropClaims(HttpHeaders headers, boolean trusted) {
        List<CharSequence> dropped = new ArrayList<>(0);
        Iterator<Map.Entry<CharSequence, CharSequence>> all = headers.iteratorCharSequence();
        while (all.hasNext()) {
            CharSequence name = all.next().getKey();
            if (isOfCertificate(name) || (!trusted && isForwarded(name) && !FOR.contentEqualsIgnoreCase(name))) {
                dropped.add(name);
            }
        }
        dropped.forEach(headers::remove);
    }

    private static boolean isOfCertificate(CharSequence name) {
        return AsciiString.regionMatches(name, true, 0, ClientCertificate.PREFIX, 0, ClientCertificate.PREFIX.length());
    }

    private static boolean isForwarded(CharSequence name) {
        return AsciiString.regionMatches(name, true, 0, OURS, 0, OURS.length())
                || FORWARDED.contentEqualsIgnoreCase(name)
                || REAL_IP.contentEqualsIgnoreCase(name);
    }
}
