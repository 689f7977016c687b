package io.slipcover.exchange;

import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;

/**
 * What a request's head says about the connection it came on, and about its answer.
 *
 * @param keepAlive whether another request may follow
 * @param version10 whether the client speaks HTTP/1.0, which knows no chunks and no interim answers
 * @param headOnly whether the answer's body is not wanted
 * @param expectsContinue whether the body comes only after {@code 100 Continue}
 */
public record ClientWishes(boolean keepAlive, boolean version10, boolean headOnly, boolean expectsContinue) {
    public static ClientWishes of(HttpRequest request) {
        boolean version10 = !request.protocolVersion().equals(HttpVersion.HTTP_1_1);
        return new ClientWishes(
                HttpUtil.isKeepAlive(request),
                version10,
                HttpMethod.HEAD.equals(request.method()),
                !version10 && HttpUtil.is100ContinueExpected(request));
    }
}
