package io.slipcover.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.security.MessageDigest;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What operators may ask, and who may ask it.
 *
 * @param resources by their paths
 * @param token the word that operators have to know; null: none
 * @param needsOwnName whether the header {@code Host} has to hold an {@linkplain OwnName own name} of this machine
 */
record AdminQuestions(
        Map<String, AdminResource> resources, @Nullable String token, boolean needsOwnName) {
    private static final String BEARER = "Bearer ";

    CompletionStage<AdminAnswer> answer(HttpRequest request) {
        AdminAnswer nonsense = nonsense(request);
        if (nonsense != null) {
            return CompletableFuture.completedFuture(nonsense);
        }
        String uri = request.uri();
        int question = uri.indexOf('?');
        AdminResource resource = resources.get(question < 0 ? uri : uri.substring(0, question));
        AdminAnswer refusal = refusal(request, resource);
        if (resource == null || refusal != null) {
            return CompletableFuture.completedFuture(refusal == null ? unknown() : refusal);
        }
        return resource.answer(new AdminQuestion(
                question < 0 ? "" : uri.substring(question + 1),
                request.headers().get(HttpHeaderNames.ACCEPT, "")));
    }

    /** The answer to what is no question in HTTP; null where it is one. */
    private static @Nullable AdminAnswer nonsense(HttpRequest request) {
        if (request.decoderResult().isFailure()) {
            Throwable cause = request.decoderResult().cause();
            if (cause instanceof TooLongHttpLineException) {
                return AdminAnswer.error(414, "uri_too_long", "the first line is too long");
            }
            return cause instanceof TooLongHttpHeaderException
                    ? AdminAnswer.error(431, "headers_too_large", "the headers are too long")
                    : AdminAnswer.error(400, "bad_request", "the request is not HTTP/1.1");
        }
        if (!request.uri().startsWith("/")) {
            return AdminAnswer.error(400, "bad_request", "the target is no path");
        }
        int hosts = request.headers().getAll(HttpHeaderNames.HOST).size();
        boolean version11 = request.protocolVersion().equals(HttpVersion.HTTP_1_1);
        return hosts > 1 || (version11 && hosts == 0)
                ? AdminAnswer.error(400, "bad_request", "expected one header Host")
                : null;
    }

    private @Nullable AdminAnswer refusal(HttpRequest request, @Nullable AdminResource resource) {
        if ((resource == null || !resource.isForEverybody()) && !isKnown(request.headers())) {
            return AdminAnswer.error(401, "unauthorized", "expected the token, as Authorization: Bearer");
        }
        if (needsOwnName
                && resource != null
                && !resource.isForEverybody()
                && !OwnName.isOne(request.headers().get(HttpHeaderNames.HOST, ""))) {
            return AdminAnswer.error(
                    403, "forbidden", "expected an address or localhost in the header Host; other names need a token");
        }
        if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
            return AdminAnswer.error(405, "method_not_allowed", "only GET,HEAD allowed");
        }
        return null;
    }

    /** Whether the token is in these headers. How long the answer takes does not tell how much of a guess is right. */
    private boolean isKnown(HttpHeaders headers) {
        if (token == null) {
            return true;
        }
        String given = headers.get(HttpHeaderNames.AUTHORIZATION, "");
        return given.regionMatches(true, 0, BEARER, 0, BEARER.length())
                && MessageDigest.isEqual(
                        given.substring(BEARER.length()).strip().getBytes(UTF_8), token.getBytes(UTF_8));
    }

    private AdminAnswer unknown() {
        String paths = resources.values().stream()
                .filter(AdminResource::isListed)
                .map(AdminResource::path)
                .sorted()
                .collect(Collectors.joining(", "));
        return AdminAnswer.error(404, "not_found", "there are " + paths);
    }
}
