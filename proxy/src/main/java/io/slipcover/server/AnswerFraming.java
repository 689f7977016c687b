package io.slipcover.server;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;

/**
 * How one answer is framed in HTTP/1: where its body ends, and whether another request may follow on the connection (RFC 9112, sections
 * 6.3 and 9.3).
 */
final class AnswerFraming {
    /** HTTP/1.0 knows no chunks and no interim answers. */
    private final boolean version10;

    /** Whether the answer's body is not wanted. */
    private final boolean headOnly;

    /** Whether another request may follow. */
    private boolean stays;

    /** Whether the client sends its body only after {@code 100 Continue}, which it has not been told. */
    private boolean waiting;

    /**
     * @param request the head as the client sent it
     */
    AnswerFraming(HttpRequest request) {
        this.version10 = !request.protocolVersion().equals(HttpVersion.HTTP_1_1);
        this.headOnly = HttpMethod.HEAD.equals(request.method());
        this.stays = HttpUtil.isKeepAlive(request);
        this.waiting = !version10 && HttpUtil.is100ContinueExpected(request);
    }

    /** Tells that the client is being told to go on; false where it does not wait for that. */
    boolean takeContinue() {
        boolean waited = waiting;
        waiting = false;
        return waited;
    }

    /** Whether the client waits to be told to go on. */
    boolean awaitsContinue() {
        return waiting;
    }

    /** No request follows, whatever the client wished. */
    void endConnection() {
        stays = false;
    }

    boolean staysOpen() {
        return stays;
    }

    /**
     * Puts into the answer's head what frames it.
     *
     * @param received whether the request has come to its end
     */
    void frame(HttpResponse head, boolean received) {
        HttpHeaders headers = head.headers();
        if (waiting && !received) {
            stays = false; // Nobody knows whether the client will send the body after all.
        }
        boolean ends = HttpUtil.isContentLengthSet(head) || isBodiless(head);
        if (version10) {
            if (!ends) {
                headers.remove(HttpHeaderNames.TRANSFER_ENCODING);
                stays = false;
            } else if (stays) {
                headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
            }
        } else if (!ends && !HttpUtil.isTransferEncodingChunked(head)) {
            headers.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        }
        if (!stays) {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
    }

    private boolean isBodiless(HttpResponse head) {
        int status = head.status().code();
        return headOnly || status == 204 || status == 304;
    }
}
