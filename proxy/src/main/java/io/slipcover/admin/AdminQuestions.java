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
 * @param trustsLoopback whether nothing but the place of the asker says that the asker is an operator: there is no token, and no TLS
 * @param bodies the memory of all bodies
 */
record AdminQuestions(
        Map<String, AdminResource> resources, @Nullable String token, boolean trustsLoopback, HeldBodies bodies) {
    private static final String BEARER = "Bearer ";

    /** The question that begins with a head. */
    ArrivingQuestion arriving(HttpRequest head) {
        AdminResource resource = resourceOf(head);
        return new ArrivingQuestion(head, resource == null ? 0 : resource.maximumBody(), refusal(head) != null, bodies);
    }

    CompletionStage<AdminAnswer> answer(ArrivingQuestion question) {
        HttpRequest head = question.head();
        AdminAnswer refusal = refusal(head);
        if (refusal != null) {
            return CompletableFuture.completedFuture(refusal);
        }
        AdminResource resource = resourceOf(head);
        if (resource == null) {
            return CompletableFuture.completedFuture(unknown());
        }
        if (question.isTooLarge()) {
            return CompletableFuture.completedFuture(AdminAnswer.error(
                    413, "too_large", "the body is larger than " + resource.maximumBody() + " bytes"));
        }
        if (question.isCrowdedOut()) {
            return CompletableFuture.completedFuture(
                    AdminAnswer.error(503, "busy", "too many large questions arrive at once, ask again"));
        }
        String uri = head.uri();
        int mark = uri.indexOf('?');
        return resource.answer(
                new AdminQuestion(mark < 0 ? "" : uri.substring(mark + 1), head.headers(), question.body()));
    }

    private @Nullable AdminResource resourceOf(HttpRequest head) {
        String uri = head.uri();
        int mark = uri.indexOf('?');
        return resources.get(mark < 0 ? uri : uri.substring(0, mark));
    }

    /** The refusal of a question, whatever its body is; null where there is none. */
    private @Nullable AdminAnswer refusal(HttpRequest request) {
        AdminAnswer nonsense = nonsense(request);
        return nonsense == null ? refusal(request, resourceOf(request)) : nonsense;
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
            return AdminAnswer.error(401, "unauthorized", "expected the token, as Authorization: Bearer")
                    .with(HttpHeaderNames.WWW_AUTHENTICATE.toString(), "Bearer");
        }
        if (resource != null && resource.maximumBody() > 0) {
            if (!request.method().equals(HttpMethod.POST)) {
                return notAllowed("POST");
            }
        } else if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
            return notAllowed("GET, HEAD");
        }
        if (resource == null || resource.isForEverybody()) {
            return null;
        }
        Asker asker = new Asker(request.headers());
        if (trustsLoopback && !asker.namesThisMachine()) {
            return AdminAnswer.error(
                    421, "misdirected_request", "without a token, the header Host has to be localhost, 127.… or [::1]");
        }
        return resource.maximumBody() > 0 ? asker.refusalOfBody() : null;
    }

    private static AdminAnswer notAllowed(String allowed) {
        return AdminAnswer.error(405, "method_not_allowed", "only " + allowed.replace(" ", "") + " allowed")
                .with(HttpHeaderNames.ALLOW.toString(), allowed);
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
