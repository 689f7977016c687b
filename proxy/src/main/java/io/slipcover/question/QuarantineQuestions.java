package io.slipcover.question;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.slipcover.config.Quarantine;
import io.slipcover.json.Room;
import io.slipcover.upstream.UpstreamPool;
import io.slipcover.upstream.Upstreams;
import java.net.URLEncoder;
import java.util.Base64;

/**
 * The questions that Slipcover asks in its own name. They are about the quarantine database alone, and nothing in them comes from a client
 * but the documents themselves.
 */
public final class QuarantineQuestions {
    private static final int MAXIMUM_ANSWER = 16 << 20;

    private final UpstreamPool pool;
    private final Upstreams upstreams;
    private final Quarantine quarantine;

    public QuarantineQuestions(UpstreamPool pool, Upstreams upstreams, Quarantine quarantine) {
        this.pool = pool;
        this.upstreams = upstreams;
        this.quarantine = quarantine;
    }

    /**
     * Stores documents in the quarantine database.
     *
     * @param memory room for the answer
     */
    public UpstreamQuestion store(byte[] bulkDocs, Room memory, UpstreamQuestion.Asker asker) {
        HttpRequest question = new DefaultHttpRequest(
                HttpVersion.HTTP_1_1,
                HttpMethod.POST,
                "/" + URLEncoder.encode(quarantine.database(), UTF_8) + "/_bulk_docs");
        question.headers()
                .set(HttpHeaderNames.HOST, upstreams.addresses().get(0))
                .set(HttpHeaderNames.ACCEPT, HttpHeaderValues.APPLICATION_JSON)
                .set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON)
                .set(HttpHeaderNames.AUTHORIZATION, authorization(quarantine));
        return new UpstreamQuestion(pool, upstreams, memory, question, bulkDocs, MAXIMUM_ANSWER, asker);
    }

    /** The header that carries Slipcover's own credentials, in the Basic scheme of RFC 7617. */
    public static String authorization(Quarantine quarantine) {
        String credentials = quarantine.user() + ":" + quarantine.password();
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8));
    }
}
