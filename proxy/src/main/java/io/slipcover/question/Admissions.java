package io.slipcover.question;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.netty.handler.codec.http.HttpRequest;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The record of which clients CouchDB has let into which database. It lasts for a few seconds, so that Slipcover does not ask about a
 * client again with each of its requests. All event loops share it.
 *
 * <p>The record decides only whether Slipcover works on a request before CouchDB has answered anything to it. The client then gets
 * CouchDB's answer to a question with the client's own credentials. So a client that CouchDB lets in no more gets nothing here.
 *
 * <p>CouchDB alone knows which headers hold credentials. So Slipcover takes two requests for requests of one client only where all their
 * headers are equal. Headers that differ from request to request, and that no server takes for credentials, do not count. Slipcover keeps a
 * digest of the headers.
 */
public final class Admissions {
    private static final Duration KEPT = Duration.ofSeconds(5);
    private static final int MOST = 10_000;

    private static final Set<String> DIFFERENT_EACH_TIME =
            Set.of("date", "traceparent", "tracestate", "x-correlation-id", "x-couch-request-id", "x-request-id");

    private final Cache<ByteBuffer, Boolean> admitted;

    public Admissions() {
        this(Ticker.systemTicker());
    }

    /** A record of admissions that grow old by a clock of their own. */
    public Admissions(Ticker clock) {
        admitted = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(KEPT)
                .ticker(clock)
                .build();
    }

    /** Whether CouchDB has let in the client that asks this question. */
    boolean has(HttpRequest question) {
        return admitted.getIfPresent(key(question)) != null;
    }

    /** Notes that CouchDB has let in the client that asks this question. */
    void add(HttpRequest question) {
        admitted.put(key(question), true);
    }

    private static ByteBuffer key(HttpRequest question) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            add(digest, question.uri());
            for (Map.Entry<String, String> header : question.headers()) {
                String name = header.getKey().toLowerCase(Locale.ROOT);
                if (!DIFFERENT_EACH_TIME.contains(name)) {
                    add(digest, name);
                    add(digest, header.getValue());
                }
            }
            return ByteBuffer.wrap(digest.digest());
        } catch (NoSuchAlgorithmException exception) {
            throw new IllegalStateException("every Java has SHA-256", exception);
        }
    }

    private static void add(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        digest.update(bytes);
    }
}
