package io.slipcover.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.slipcover.budget.LimitException;
import io.slipcover.json.NoRoomException;
import io.slipcover.question.NoAnswer;
import io.slipcover.upstream.Loss;
import java.nio.charset.StandardCharsets;

/**
 * An answer of Slipcover's own, in the shape of CouchDB's errors: {@code {"error":"…","reason":"…"}} and a line break.
 *
 * @param headers the answer's headers besides {@code Content-Type}, {@code Content-Length} and {@code Cache-Control}
 */
public record OwnAnswer(int status, String error, String reason, HttpHeaders headers) {
    private static final int RETRY_SECONDS = 10;

    public OwnAnswer(int status, String error, String reason) {
        this(status, error, reason, new DefaultHttpHeaders());
    }

    /** The answer to a request that may succeed later. */
    public static OwnAnswer later(String reason) {
        OwnAnswer answer = new OwnAnswer(503, "service_unavailable", reason);
        answer.headers.set(HttpHeaderNames.RETRY_AFTER, RETRY_SECONDS);
        return answer;
    }

    /** The answer to a request that exceeds a limit. */
    public static OwnAnswer of(LimitException exceeded) {
        return new OwnAnswer(400, "limit_exceeded", exceeded.reason());
    }

    /** The answer to a request that takes CouchDB too long. */
    private static OwnAnswer late(String reason) {
        return new OwnAnswer(504, "gateway_timeout", reason);
    }

    /** The answer to a client that takes too long itself. */
    public static OwnAnswer slow(String reason) {
        return new OwnAnswer(408, "request_timeout", reason);
    }

    /** The answer for a client when CouchDB does not answer a question of Slipcover's own. */
    public static OwnAnswer of(NoAnswer missing) {
        return missing.late() ? late(missing.reason()) : later(missing.reason());
    }

    /** The answer for a client when no more of CouchDB's answer comes. */
    static OwnAnswer of(Loss loss) {
        return switch (loss) {
            case CLOSED, NO_HTTP, NO_ANSWER -> new OwnAnswer(502, "bad_gateway", loss.reason());
            case NOT_CONNECTED, NOT_ANSWERED, STALLED, NOT_TAKEN, NOT_TOLD -> late(loss.reason());
            case NOT_REACHED, NO_DESCRIPTOR, OUT_OF_MEMORY, NO_ROOM -> later(loss.reason());
            case UNEXPECTED -> new OwnAnswer(500, "internal_server_error", loss.reason());
        };
    }

    /** The answer for a client whose request could not be dealt with. A request for which there will never be room is not for later. */
    static OwnAnswer ofFailure(Throwable failure) {
        return failure instanceof NoRoomException full && full.isLasting()
                ? new OwnAnswer(413, "too_large", String.valueOf(full.getMessage()))
                : of(Loss.ofFailure(failure));
    }

    String body() {
        return "{\"error\":" + quoted(error) + ",\"reason\":" + quoted(reason) + "}\n";
    }

    /** The answer as a response that the caller owns. */
    public FullHttpResponse response(ByteBufAllocator allocator) {
        byte[] bytes = body().getBytes(StandardCharsets.UTF_8);
        ByteBuf buffer = allocator.buffer(bytes.length).writeBytes(bytes);
        FullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), buffer);
        response.headers()
                .set("Cache-Control", "must-revalidate")
                .set("Content-Length", bytes.length)
                .set("Content-Type", HttpHeaderValues.APPLICATION_JSON);
        response.headers().add(headers);
        return response;
    }

    /** The text as a JSON string. */
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            if (character == '"' || character == '\\') {
                quoted.append('\\').append(character);
            } else if (character < ' ' || Character.isSurrogate(character)) {
                quoted.append(String.format("\\u%04x", (int) character));
            } else {
                quoted.append(character);
            }
        }
        return quoted.append('"').toString();
    }
}
