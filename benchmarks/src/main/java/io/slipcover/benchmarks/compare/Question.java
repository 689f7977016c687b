package io.slipcover.benchmarks.compare;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request for something in a database: a {@code GET}, or a {@code POST} of JSON. */
final class Question {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String below;
    private final byte @Nullable [] body;

    private Question(String below, byte @Nullable [] body) {
        this.below = below;
        this.body = body;
    }

    /** @param below the path below the database */
    static Question get(String below) {
        return new Question(below, null);
    }

    static Question post(String below, byte[] body) {
        return new Question(below, body);
    }

    /** The path below the database. */
    String below() {
        return below;
    }

    /** Null for a {@code GET}. */
    byte @Nullable [] body() {
        return body;
    }

    /** The request's bytes up to the body. */
    byte[] head(Running candidate) {
        StringBuilder head = new StringBuilder(body == null ? "GET " : "POST ");
        head.append(candidate.path(below)).append(" HTTP/1.1\r\n");
        head.append("Host: ").append(candidate.url().getAuthority()).append("\r\nAccept: application/json\r\n");
        candidate.headers().forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
        if (body != null) {
            head.append("Content-Type: application/json\r\nContent-Length: " + body.length + "\r\n");
        }
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Asks once, and gives the answer's body. */
    byte[] ask(Running candidate) throws IOException, InterruptedException {
        return ask(candidate, Map.of());
    }

    byte[] ask(Running candidate, Map<String, String> more) throws IOException, InterruptedException {
        try (InputStream answer = open(candidate, more)) {
            return answer.readAllBytes();
        }
    }

    /** Asks, and gives the answer's body while it comes. */
    InputStream open(Running candidate, Map<String, String> more) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(candidate.url() + candidate.path(below)))
                .timeout(Duration.ofMinutes(2));
        if (body != null) {
            request.header("Content-Type", "application/json").POST(BodyPublishers.ofByteArray(body));
        }
        Map<String, String> headers = new HashMap<>(candidate.headers());
        headers.putAll(more);
        headers.forEach(request::setHeader);
        HttpResponse<InputStream> answer = HTTP.send(request.build(), BodyHandlers.ofInputStream());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException("%s answers %d: %s"
                    .formatted(
                            candidate.candidate().title(),
                            answer.statusCode(),
                            new String(answer.body().readAllBytes(), StandardCharsets.UTF_8)));
        }
        return answer.body();
    }
}
