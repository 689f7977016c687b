package io.slipcover.couch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.slipcover.config.Settings;
import io.slipcover.config.Timeouts;
import io.slipcover.config.Upstream;
import io.slipcover.config.UpstreamTls;
import io.slipcover.envelope.EntryTooLargeException;
import io.slipcover.envelope.EnvelopeLimits;
import io.slipcover.envelope.ExceededLimit;
import io.slipcover.envelope.StreamedElements;
import io.slipcover.json.ByteSink;
import io.slipcover.json.JsonFormatException;
import io.slipcover.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A CouchDB that a command asks directly, without a proxy between them: the server that the configuration's {@code upstream} names. Of the
 * nodes of a cluster the command asks one, and after a failure the next one. Shared by threads.
 */
public final class CouchDb {
    private static final int OK = 200;
    private static final int FIRST_ERROR = 300;
    private static final int NOT_FOUND = 404;

    /** The objects and arrays around a document in an answer of {@code _bulk_get}, which do not count. */
    private static final int LEVELS_OF_ENTRY = 3;

    /** The object around a document in an answer of {@code _all_docs}, which does not count. */
    private static final int LEVELS_OF_ROW = 1;

    private static final ByteSink IGNORED = (bytes, offset, length) -> {};

    private final HttpClient http;
    private final List<Upstream> nodes;
    private final Logins logins;
    private final Timeouts timeouts;
    private final EnvelopeLimits limits;
    private volatile int node;

    /** The CouchDB of a configuration. */
    public CouchDb(Settings settings, Logins logins) {
        this(settings, settings.timeouts(), logins);
    }

    /** The CouchDB of a configuration, for somebody who waits no longer than this. */
    public CouchDb(Settings settings, Timeouts timeouts, Logins logins) {
        HttpClient.Builder builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(timeouts.connect());
        UpstreamTls tls = settings.transmission().upstreamTls();
        if (!tls.equals(UpstreamTls.DEFAULTS)) {
            builder.sslContext(TlsContext.of(tls));
        }
        this.http = builder.build();
        this.nodes = settings.upstreams();
        this.logins = logins;
        this.timeouts = timeouts;
        this.limits = new EnvelopeLimits(settings.limits().nesting(), Integer.MAX_VALUE - 16);
    }

    private CouchDb(CouchDb other, Logins logins) {
        this.http = other.http;
        this.nodes = other.nodes;
        this.logins = logins;
        this.timeouts = other.timeouts;
        this.limits = other.limits;
    }

    /** The same CouchDB, asked in the name of somebody else. */
    public CouchDb as(Logins others) {
        return new CouchDb(this, others);
    }

    /** The elements of an array that is an answer's main part, such as {@code results}. */
    @FunctionalInterface
    public interface Elements {
        /**
         * The next element.
         *
         * @param exceeded the limit of documents that it exceeds, or null
         * @throws IOException where what becomes of the element fails; nothing more of the answer is read then
         */
        void take(JsonObject element, @Nullable ExceededLimit exceeded) throws IOException, InterruptedException;
    }

    /** One segment of a path, percent-encoded. */
    public static String encoded(String segment) {
        return URLEncoder.encode(segment, UTF_8).replace("+", "%20");
    }

    /** What stands at a path; null where CouchDB answers that there is nothing. */
    public @Nullable JsonObject find(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = whole("GET", path, null);
        return answer.statusCode() == NOT_FOUND ? null : object("GET", path, answer);
    }

    /** The bytes that stand at a path. */
    public byte[] get(String path) throws IOException, InterruptedException {
        return orThrow("GET", path, whole("GET", path, null)).body();
    }

    /**
     * The bytes that stand at a path, if they are not too many, and come soon.
     *
     * @param patience how long they may take from the head of the answer on, however steadily they come
     * @throws IOException where there are more than so many, or where they take longer, too
     */
    public byte[] get(String path, int most, Duration patience) throws IOException, InterruptedException {
        HttpResponse<StreamedBody> answer = send("GET", path, null, head -> new StreamedBody(timeouts.stall()));
        try (StreamedBody body = answer.body()) {
            if (answer.statusCode() != OK) {
                throw CouchException.of("GET", path, answer.statusCode(), beginning(body));
            }
            ByteArrayOutputStream held = new ByteArrayOutputStream();
            long begun = System.nanoTime();
            for (List<ByteBuffer> piece = body.next(); piece != null; piece = body.next()) {
                if (System.nanoTime() - begun > patience.toNanos()) {
                    throw new HttpTimeoutException(
                            "CouchDB's answer did not come whole within " + patience.toMillis() + " ms");
                }
                for (ByteBuffer buffer : piece) {
                    if (buffer.remaining() > most - held.size()) {
                        throw new IOException("CouchDB's answer is larger than " + most + " bytes");
                    }
                    byte[] bytes = new byte[buffer.remaining()];
                    buffer.get(bytes);
                    held.write(bytes);
                }
            }
            return held.toByteArray();
        }
    }

    /** Sends JSON, and gives the bytes of the answer. */
    public byte[] send(String method, String path, byte[] json) throws IOException, InterruptedException {
        return orThrow(method, path, whole(method, path, json)).body();
    }

    /** Deletes what stands at a path, if something stands there. */
    public void delete(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = whole("DELETE", path, null);
        if (answer.statusCode() != NOT_FOUND) {
            orThrow("DELETE", path, answer);
        }
    }

    /**
     * Hands out the elements of an array of an answer as the answer comes, and gives the rest of the answer.
     *
     * @param json what is asked with {@code POST}; null: with {@code GET}
     * @param array the name of the member that is the array
     */
    public JsonObject stream(String path, byte @Nullable [] json, String array, Elements elements)
            throws IOException, InterruptedException {
        return handOut(path, json, new Streaming(array, LEVELS_OF_ENTRY, elements));
    }

    /**
     * Hands out the rows of a view or of {@code _all_docs} as the answer comes.
     *
     * @param json what is asked with {@code POST}; null: with {@code GET}
     */
    public void rows(String path, byte @Nullable [] json, Elements rows) throws IOException, InterruptedException {
        handOut(path, json, new Streaming("rows", LEVELS_OF_ROW, rows));
    }

    private JsonObject handOut(String path, byte @Nullable [] json, Streaming streaming)
            throws IOException, InterruptedException {
        String method = json == null ? "GET" : "POST";
        HttpResponse<StreamedBody> answer = send(method, path, json, head -> new StreamedBody(timeouts.stall()));
        try (StreamedBody body = answer.body()) {
            if (answer.statusCode() != OK) {
                throw CouchException.of(method, path, answer.statusCode(), beginning(body));
            }
            return streaming.read(body);
        } catch (JsonFormatException exception) {
            throw new IOException(method + " " + path + ": CouchDB's answer is not JSON", exception);
        } catch (EntryTooLargeException exception) {
            throw new IOException(method + " " + path + ": CouchDB's answer is too large", exception);
        }
    }

    private static byte[] beginning(StreamedBody body) throws IOException, InterruptedException {
        List<ByteBuffer> first = body.next();
        if (first == null || first.isEmpty()) {
            return new byte[0];
        }
        byte[] bytes = new byte[first.get(0).remaining()];
        first.get(0).get(bytes);
        return bytes;
    }

    /** One answer as it is read. What the taker of elements throws waits until the parser has returned. */
    private final class Streaming {
        private final StreamedElements parser;
        private final Elements elements;
        private @Nullable IOException failure;
        private @Nullable InterruptedException interruption;

        Streaming(String array, int levels, Elements elements) {
            this.elements = elements;
            this.parser = new StreamedElements(array, limits.within(levels), this::take, IGNORED);
        }

        private void take(byte[] bytes, int from, int to, @Nullable ExceededLimit exceeded) {
            if (failure == null && interruption == null) {
                byte[] own = new byte[to - from];
                System.arraycopy(bytes, from, own, 0, own.length);
                try {
                    elements.take(JsonObject.ofValidated(own, 0, own.length), asConfigured(exceeded));
                } catch (IOException exception) {
                    failure = exception;
                } catch (InterruptedException exception) {
                    interruption = exception;
                }
            }
        }

        /** The limit without the levels around a document. */
        private @Nullable ExceededLimit asConfigured(@Nullable ExceededLimit exceeded) {
            return exceeded != null && exceeded.limit() == ExceededLimit.Limit.NESTING
                    ? limits.nestingExceeded()
                    : exceeded;
        }

        JsonObject read(StreamedBody body) throws IOException, InterruptedException {
            List<ByteBuffer> piece = body.next();
            while (piece != null) {
                for (ByteBuffer buffer : piece) {
                    byte[] bytes = new byte[buffer.remaining()];
                    buffer.get(bytes);
                    parser.feed(bytes, 0, bytes.length);
                    if (failure != null) {
                        throw failure;
                    }
                    if (interruption != null) {
                        throw interruption;
                    }
                }
                piece = body.next();
            }
            return parser.end();
        }
    }

    private HttpResponse<byte[]> whole(String method, String path, byte @Nullable [] json)
            throws IOException, InterruptedException {
        return send(method, path, json, BodyHandlers.ofByteArray());
    }

    private <T> HttpResponse<T> send(String method, String path, byte @Nullable [] json, BodyHandler<T> handler)
            throws IOException, InterruptedException {
        int asked = node;
        Upstream upstream = nodes.get(asked);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(upstream + path))
                .header("Accept", "application/json")
                .method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(json));
        if (json != null) {
            request.header("Content-Type", "application/json");
        }
        logins.authorization(upstream.host()).ifPresent(value -> request.header("Authorization", value));
        CompletableFuture<HttpResponse<T>> answer = http.sendAsync(request.build(), handler);
        try {
            return answer.get(timeouts.answer().toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException exception) {
            node = (asked + 1) % nodes.size();
            Throwable cause = requireNonNull(exception.getCause());
            if (cause instanceof ConnectException) {
                throw new IOException("cannot connect to " + upstream, cause);
            }
            throw new IOException(upstream + ": " + (cause.getMessage() == null ? cause : cause.getMessage()), cause);
        } catch (TimeoutException exception) {
            answer.cancel(true);
            node = (asked + 1) % nodes.size();
            HttpTimeoutException late = new HttpTimeoutException(
                    upstream + ": no answer within " + timeouts.answer().toMillis() + " ms");
            late.initCause(exception);
            throw late;
        } catch (InterruptedException exception) {
            answer.cancel(true);
            throw exception;
        }
    }

    private static HttpResponse<byte[]> orThrow(String method, String path, HttpResponse<byte[]> answer)
            throws CouchException {
        if (answer.statusCode() >= OK && answer.statusCode() < FIRST_ERROR) {
            return answer;
        }
        throw CouchException.of(method, path, answer.statusCode(), answer.body());
    }

    private static JsonObject object(String method, String path, HttpResponse<byte[]> answer) throws IOException {
        byte[] body = orThrow(method, path, answer).body();
        try {
            return JsonObject.parse(body, 0, body.length);
        } catch (JsonFormatException exception) {
            throw new IOException(method + " " + path + ": CouchDB's answer is no JSON object", exception);
        }
    }
}
