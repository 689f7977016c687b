package io.slipcover.upstream;

import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.AsciiString;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The path of a CouchDB whose paths do not begin at the root: another server in front of it leads {@code /couch/db} to its {@code /db}.
 * Requests get the path. Answers lose it where they name places of this server, because clients know nothing of it. Lives on the event loop
 * of one connection.
 */
final class BehindPath {
    private static final AsciiString FORWARDED_HOST = AsciiString.cached("x-forwarded-host");
    private static final List<AsciiString> PLACES = List.of(HttpHeaderNames.LOCATION, HttpHeaderNames.CONTENT_LOCATION);
    private static final String COOKIE_PATH = "path=";

    private final String path;

    /** The host by which the client that asked last knows this server. */
    private @Nullable String host;

    /**
     * @param path such as {@code /couch}
     */
    BehindPath(String path) {
        this.path = path;
    }

    /** The request with the path. The one that was given stays as it is, because it may be sent again, elsewhere. */
    HttpRequest request(HttpRequest request) {
        String forwarded = request.headers().get(FORWARDED_HOST);
        host = forwarded == null ? request.headers().get(HttpHeaderNames.HOST) : forwarded;
        String target = request.uri().startsWith("/") ? path + request.uri() : request.uri();
        return request instanceof FullHttpRequest whole
                ? new DefaultFullHttpRequest(
                        request.protocolVersion(),
                        request.method(),
                        target,
                        whole.content(),
                        request.headers(),
                        whole.trailingHeaders())
                : new DefaultHttpRequest(request.protocolVersion(), request.method(), target, request.headers());
    }

    /** Takes the path out of the headers of an answer. */
    void answer(HttpHeaders headers) {
        for (AsciiString name : PLACES) {
            String place = headers.get(name);
            if (place != null) {
                int at = pathOf(place);
                if (at >= 0 && isBelow(place, at)) {
                    InPlace.set(headers, name, rooted(place.substring(0, at), place.substring(at + path.length())));
                }
            }
        }
        List<String> cookies = headers.getAll(HttpHeaderNames.SET_COOKIE);
        List<String> rooted = cookies.stream().map(this::cookie).toList();
        if (rooted.equals(cookies)) {
            return;
        }
        if (rooted.size() == 1) {
            InPlace.set(headers, HttpHeaderNames.SET_COOKIE, rooted.get(0));
        } else {
            headers.set(HttpHeaderNames.SET_COOKIE, rooted);
        }
    }

    /** Where the path begins in a URL of this server; -1 for any other URL. */
    private int pathOf(String place) {
        if (place.startsWith("/")) {
            return place.startsWith("//") ? -1 : 0;
        }
        String known = host;
        int from = place.indexOf("://") + 3;
        return known != null && from > 2 && place.regionMatches(true, from, known, 0, known.length())
                ? from + known.length()
                : -1;
    }

    /** Whether the path stands there, as a whole segment or several. */
    private boolean isBelow(String text, int at) {
        int end = at + path.length();
        return text.startsWith(path, at) && (end == text.length() || "/?#;".indexOf(text.charAt(end)) >= 0);
    }

    private static String rooted(String before, String rest) {
        return rest.startsWith("/") ? before + rest : before + "/" + rest;
    }

    private String cookie(String cookie) {
        int at = cookie.toLowerCase(Locale.ROOT).lastIndexOf(COOKIE_PATH);
        int from = at + COOKIE_PATH.length();
        return at >= 0 && isBelow(cookie, from)
                ? rooted(cookie.substring(0, from), cookie.substring(from + path.length()))
                : cookie;
    }
}
