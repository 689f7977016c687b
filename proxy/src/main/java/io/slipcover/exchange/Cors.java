package io.slipcover.exchange;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.slipcover.json.Room;
import io.slipcover.question.NoAnswer;
import io.slipcover.question.UpstreamQuestion;
import io.slipcover.release.Deprecation;
import io.slipcover.release.ReleaseHeaders;
import io.slipcover.upstream.UpstreamPool;
import io.slipcover.upstream.Upstreams;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Cross-origin requests (CORS): what an answer tells browsers about other origins. CouchDB decides, and Slipcover asks
 * CouchDB. So there is one place to configure this.
 */
public final class Cors {
    private static final String PREFIX = "access-control-";

    private Cors() {}

    /**
     * Asks CouchDB what it tells an origin, for an answer that CouchDB does not give.
     *
     * @param told takes the headers; there are none where CouchDB does not answer
     */
    static UpstreamQuestion ask(
            UpstreamPool pool, Upstreams upstreams, HttpHeaders asked, String origin, Consumer<HttpHeaders> told) {
        HttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.HEAD, "/");
        request.headers().set(HttpHeaderNames.ORIGIN, origin);
        String host = asked.get(HttpHeaderNames.HOST);
        if (host != null) {
            request.headers().set(HttpHeaderNames.HOST, host);
        }
        return new UpstreamQuestion(
                pool, upstreams, Room.ENDLESS, request, new byte[0], 0, new UpstreamQuestion.Asker() {
                    @Override
                    public void answered(UpstreamQuestion.Answer answer) {
                        HttpHeaders cors = new DefaultHttpHeaders();
                        for (Map.Entry<String, String> header : answer.head().headers()) {
                            if (header.getKey().toLowerCase(Locale.ROOT).startsWith(PREFIX)) {
                                cors.add(header.getKey(), header.getValue());
                            }
                        }
                        if (cors.contains(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN)) {
                            ReleaseHeaders.addToList(
                                    cors, HttpHeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS, Deprecation.NAMES);
                        }
                        told.accept(cors);
                    }

                    @Override
                    public void unanswered(NoAnswer why) {
                        told.accept(new DefaultHttpHeaders());
                    }
                });
    }

    /**
     * Takes a header's name out of the names that a preflight asks for, because CouchDB allows only names that it
     * knows. Gives whether the name was there.
     */
    public static boolean takeOut(HttpHeaders headers, String name) {
        if (!headers.contains(HttpHeaderNames.ACCESS_CONTROL_REQUEST_HEADERS)) {
            return false;
        }
        boolean found = false;
        List<String> others = new ArrayList<>();
        for (String asked : String.join(",", headers.getAll(HttpHeaderNames.ACCESS_CONTROL_REQUEST_HEADERS))
                .split(",", -1)) {
            if (asked.strip().equalsIgnoreCase(name)) {
                found = true;
            } else if (!asked.isBlank()) {
                others.add(asked.strip());
            }
        }
        if (found && others.isEmpty()) {
            headers.remove(HttpHeaderNames.ACCESS_CONTROL_REQUEST_HEADERS);
        } else if (found) {
            headers.set(HttpHeaderNames.ACCESS_CONTROL_REQUEST_HEADERS, String.join(", ", others));
        }
        return found;
    }

    /** Allows the header in CouchDB's answer to a preflight, where CouchDB allows the origin. */
    public static void allow(HttpHeaders headers, String name) {
        if (headers.contains(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN)
                && headers.contains(HttpHeaderNames.ACCESS_CONTROL_ALLOW_METHODS)) {
            String allowed = headers.get(HttpHeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, "");
            headers.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, allowed.isBlank() ? name : allowed + ", " + name);
        }
    }
}
