package io.slipcover.exchange;

import io.netty.handler.codec.http.HttpContent;

/** The request does not reach CouchDB: it is answered at once, and its body is not looked at. */
public record RefusedRequest(OwnAnswer answer) implements RequestSide {
    @Override
    public void begin(Exchange exchange) {
        exchange.answerInstead(answer);
    }

    @Override
    public void content(Exchange exchange, HttpContent content) {
        content.release();
    }
}
