package io.slipcover.exchange;

import io.netty.handler.codec.http.HttpContent;

/**
 * The side of an exchange for a request that does not reach CouchDB. Slipcover answers at once, and does not look at
 * the body.
 */
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
