package io.slipcover.exchange;

import io.netty.handler.codec.http.HttpContent;

/** What becomes of a request's body on its way to CouchDB. */
public interface RequestSide {
    /** The request's head is here. */
    void begin(Exchange exchange);

    /** A part of the body, the last one a {@code LastHttpContent}. This side owns it. */
    void content(Exchange exchange, HttpContent content);

    /** CouchDB's connection takes more again. */
    default void resume(Exchange exchange) {}

    /** The client's connection takes more of the answer again, or takes no more for now. */
    default void clientWritabilityChanged(Exchange exchange) {}

    /** The exchange is over: what is held goes. */
    default void discard() {}
}
