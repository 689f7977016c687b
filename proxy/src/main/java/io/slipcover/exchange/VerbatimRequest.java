package io.slipcover.exchange;

import io.netty.handler.codec.http.HttpContent;

/** The side of an exchange that lets the request's body go to CouchDB as it comes. */
public enum VerbatimRequest implements RequestSide {
    INSTANCE;

    @Override
    public void begin(Exchange exchange) {
        exchange.connect();
    }

    @Override
    public void content(Exchange exchange, HttpContent content) {
        exchange.send(content);
    }
}
