package io.slipcover.dispatch;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.slipcover.config.HeadLimits;
import io.slipcover.exchange.OwnAnswer;
import io.slipcover.json.NoRoomException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The check for heads that Slipcover cannot serve at all. After such a head, the connection cannot be used any more. */
final class UnservableHead {
    private UnservableHead() {}

    /** The answer that says what is wrong with a head, or null where nothing is wrong. */
    static @Nullable OwnAnswer in(HttpRequest request, HeadLimits limits) {
        if (request.decoderResult().isFailure()) {
            Throwable cause = request.decoderResult().cause();
            if (cause instanceof RefusedHeadException refused) {
                return refused.answer();
            }
            if (cause instanceof NoRoomException) {
                return OwnAnswer.later(String.valueOf(cause.getMessage()));
            }
            if (cause instanceof TooLongHttpLineException) {
                return new OwnAnswer(
                        414,
                        "uri_too_long",
                        "the request's first line is longer than " + limits.firstLine()
                                + " bytes (limits: first-line)");
            }
            if (cause instanceof TooLongHttpHeaderException) {
                return new OwnAnswer(
                        431,
                        "headers_too_large",
                        "the request's headers are longer than " + limits.headers() + " bytes (limits: head)");
            }
            return new OwnAnswer(400, "bad_request", "the request is not HTTP/1.1");
        }
        HttpVersion version = request.protocolVersion();
        if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
            return new OwnAnswer(505, "http_version_not_supported", "the request is not HTTP/1.1");
        }
        String target = request.uri();
        if (target.length() > limits.url()) {
            return new OwnAnswer(
                    414, "uri_too_long", "the request's URL is longer than " + limits.url() + " bytes (limits: url)");
        }
        if (HttpMethod.CONNECT.equals(request.method())) {
            return new OwnAnswer(405, "method_not_allowed", "this is no forward proxy");
        }
        if (!target.startsWith("/") && !target.equals("*") && !isAbsolute(target)) {
            return new OwnAnswer(400, "bad_request", "the request's target is no path");
        }
        if (!HostHeader.isSound(request)) {
            return new OwnAnswer(400, "bad_request", "the request does not say once for which host it is");
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
