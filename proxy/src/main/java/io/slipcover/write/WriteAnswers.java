package io.slipcover.write;

import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.slipcover.envelope.MultipartFormatException;
import io.slipcover.exchange.OwnAnswer;
import io.slipcover.json.JsonFormatException;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.question.UpstreamQuestion;
import org.jspecify.annotations.Nullable;

/** The answers to clients whose writes Slipcover or CouchDB does not take. */
final class WriteAnswers {
    /** CouchDB's answer to a write that names a revision that is none. */
    static final OwnAnswer UNREADABLE_REVISION = new OwnAnswer(400, "bad_request", "Invalid rev format");

    private WriteAnswers() {}

    static OwnAnswer notJson(JsonFormatException cause) {
        return new OwnAnswer(400, "bad_request", "invalid UTF-8 JSON: " + cause.getMessage());
    }

    static OwnAnswer notInParts(MultipartFormatException cause) {
        return new OwnAnswer(400, "bad_request", String.valueOf(cause.getMessage()));
    }

    static OwnAnswer tooLarge(int maximumDocument) {
        return new OwnAnswer(413, "document_too_large", "more than " + maximumDocument + " bytes");
    }

    /** The answer to a replication that is to stop at a refused document. */
    static OwnAnswer stopsReplication(String reason) {
        return new OwnAnswer(500, "migration_failed", reason);
    }

    /** CouchDB's answer to a write that it has taken. */
    static UpstreamQuestion.Answer stored(@Nullable String id, @Nullable String revision) {
        JsonObject body = JsonObject.empty();
        body.add(JsonName.of("ok"), JsonSlice.TRUE);
        if (id != null) {
            body.add(JsonName.of("id"), JsonSlice.string(id));
        }
        if (revision != null) {
            body.add(JsonName.of("rev"), JsonSlice.string(revision));
        }
        HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CREATED);
        head.headers()
                .set(HttpHeaderNames.CACHE_CONTROL, "must-revalidate")
                .set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON);
        return new UpstreamQuestion.Answer(head, body.toBytes());
    }
}
