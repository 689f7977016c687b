package io.slipcover.exchange;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides from a request's head, before a byte of its body is read, what is done with it. */
public final class Dispatcher {
    private Dispatcher() {}

    /**
     * The exchange for a request, not begun yet.
     *
     * @param request the head as the client sent it; the exchange may change it
     */
    public static Exchange dispatch(Site site, Client client, boolean trusted, HttpRequest request) {
        ClientWishes wishes = ClientWishes.of(request);
        OwnAnswer refusal = refusal(request);
        if (refusal != null) {
            ClientWishes last = new ClientWishes(false, wishes.version10(), wishes.headOnly(), false);
            return new Exchange(client, site.upstreams(), request, last, new Refused(refusal), VerbatimAnswer.INSTANCE);
        }
        HttpHeaders headers = request.headers();
        HopByHop.remove(headers);
        Forwarded.apply(headers, client.address(), trusted);
        if (wishes.version10()) {
            request.setProtocolVersion(HttpVersion.HTTP_1_1);
            headers.remove(HttpHeaderNames.EXPECT);
            if (!headers.contains(HttpHeaderNames.HOST)) {
                headers.set(
                        HttpHeaderNames.HOST,
                        site.upstreams().addresses().get(0).toString());
            }
        }
        return new Exchange(
                client, site.upstreams(), request, wishes, VerbatimRequest.INSTANCE, VerbatimAnswer.INSTANCE);
    }

    /** Why a head cannot be served at all, after which the connection cannot be used any more. */
    private static @Nullable OwnAnswer refusal(HttpRequest request) {
        if (request.decoderResult().isFailure()) {
            Throwable cause = request.decoderResult().cause();
            if (cause instanceof TooLongHttpLineException) {
                return new OwnAnswer(414, "uri_too_long", "the request's first line is too long");
            }
            if (cause instanceof TooLongHttpHeaderException) {
                return new OwnAnswer(431, "headers_too_large", "the request's headers are too long");
            }
            return new OwnAnswer(400, "bad_request", "the request is not HTTP/1.1");
        }
        String target = request.uri();
        if (HttpMethod.CONNECT.equals(request.method())) {
            return new OwnAnswer(405, "method_not_allowed", "this is no forward proxy");
        }
        if (!target.startsWith("/") && !target.equals("*") && !isAbsolute(target)) {
            return new OwnAnswer(400, "bad_request", "the request's target is no path");
        }
        List<String> encodings = request.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
        if (encodings.size() > 1
                || (encodings.size() == 1 && !encodings.get(0).strip().equalsIgnoreCase("chunked"))) {
            return new OwnAnswer(501, "not_implemented", "a transfer encoding other than chunked");
        }
        return null;
    }

    private static boolean isAbsolute(String target) {
        return target.regionMatches(true, 0, "http://", 0, 7) || target.regionMatches(true, 0, "https://", 0, 8);
    }
}
