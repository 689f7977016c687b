package io.slipcover.server;

import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.util.AsciiString;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The heads of HTTP/2 as heads of HTTP/1.1, and the other way round (RFC 9113, section 8). A head of HTTP/2 may have characters in it that
 * end a line of HTTP/1.1, so each part is looked at before CouchDB gets it.
 */
final class StreamHeads {
    private static final Pattern METHOD = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,64}");
    private static final Pattern AUTHORITY = Pattern.compile("[0-9A-Za-z\\[\\]:._~!$&'()*+,;=%-]{1,512}");
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

    /** Headers about one connection of HTTP/1.1. */
    private static final Set<String> OF_CONNECTION =
            Set.of("connection", "proxy-connection", "keep-alive", "transfer-encoding", "upgrade");

    private StreamHeads() {}

    /**
     * The head of a request; null where it is malformed.
     *
     * @param body whether something comes behind the head
     */
    static @Nullable HttpRequest request(Http2Headers heard, boolean body) {
        CharSequence method = heard.method();
        CharSequence path = heard.path();
        if (method == null
                || path == null
                || heard.scheme() == null
                || !METHOD.matcher(method).matches()) {
            return null;
        }
        if (!isTarget(path)) {
            return null;
        }
        try {
            HttpRequest request = new DefaultHttpRequest(
                    HttpVersion.HTTP_1_1, HttpMethod.valueOf(method.toString()), path.toString());
            return addHeaders(heard, request.headers()) && frame(request.headers(), body) ? request : null;
        } catch (IllegalArgumentException exception) {
            return null; // A name or a value that is none, as the headers find out.
        }
    }

    private static boolean isTarget(CharSequence path) {
        for (int index = 0; index < path.length(); index++) {
            char character = path.charAt(index);
            if (character <= ' ' || character == 0x7f) {
                return false;
            }
        }
        return path.length() > 0 && (path.charAt(0) == '/' || "*".contentEquals(path));
    }

    private static boolean addHeaders(Http2Headers heard, HttpHeaders headers) {
        StringBuilder cookies = new StringBuilder();
        for (Map.Entry<CharSequence, CharSequence> header : heard) {
            CharSequence name = header.getKey();
            CharSequence value = header.getValue();
            if (name.length() == 0 || OF_CONNECTION.contains(name.toString())) {
                return false;
            }
            if (name.charAt(0) == ':') {
                continue;
            }
            if (HttpHeaderNames.TE.contentEquals(name) && !HttpHeaderValues.TRAILERS.contentEquals(value)) {
                return false;
            }
            if (HttpHeaderNames.COOKIE.contentEquals(name)) {
                // In several pieces, which compress better; a server of HTTP/1.1 expects one.
                cookies.append(cookies.length() == 0 ? "" : "; ").append(value);
            } else {
                headers.add(name, value);
            }
        }
        if (cookies.length() > 0) {
            headers.add(HttpHeaderNames.COOKIE, cookies.toString());
        }
        return addHost(heard.authority(), headers);
    }

    /** The host stands in a place of its own. Where it stands in its old place, too, both have to be the same. */
    private static boolean addHost(@Nullable CharSequence authority, HttpHeaders headers) {
        String host = headers.get(HttpHeaderNames.HOST);
        if (authority == null) {
            return host != null && headers.getAll(HttpHeaderNames.HOST).size() == 1;
        }
        if (!AUTHORITY.matcher(authority).matches()
                || !headers.getAll(HttpHeaderNames.HOST).stream().allMatch(authority.toString()::equalsIgnoreCase)) {
            return false;
        }
        headers.set(HttpHeaderNames.HOST, authority.toString());
        return true;
    }

    /** Puts into the head what says in HTTP/1.1 where the body ends. */
    private static boolean frame(HttpHeaders headers, boolean body) {
        String length = headers.get(HttpHeaderNames.CONTENT_LENGTH);
        if (length == null) {
            if (body) {
                headers.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
            }
            return true;
        }
        return headers.getAll(HttpHeaderNames.CONTENT_LENGTH).size() == 1
                && LENGTH.matcher(length).matches()
                && (body || Long.parseLong(length) == 0);
    }

    /** The head of an answer. */
    static Http2Headers answer(HttpResponse head) {
        int status = head.status().code();
        HttpHeaders told = head.headers();
        Http2Headers headers = new DefaultHttp2Headers(false, told.size() + 1);
        headers.status(Integer.toString(status));
        Iterator<Map.Entry<CharSequence, CharSequence>> all = told.iteratorCharSequence();
        while (all.hasNext()) {
            Map.Entry<CharSequence, CharSequence> header = all.next();
            AsciiString name = AsciiString.of(header.getKey()).toLowerCase();
            if (!OF_CONNECTION.contains(name.toString())
                    && !(status == 204 && HttpHeaderNames.CONTENT_LENGTH.contentEquals(name))) {
                headers.add(name, header.getValue());
            }
        }
        return headers;
    }
}
