package io.slipcover.exchange;

import io.netty.handler.codec.http.HttpContent;

/** The side of an exchange that says what becomes of a request's body on its way to CouchDB. */
public interface RequestSide {
    /** The request's head is here. */
    void begin(Exchange exchange);

    /** A part of the body. The last part is a {@code LastHttpContent}. This side owns the part. */
    void content(Exchange exchange, HttpContent content);

    /** CouchDB's connection takes more again. */
    default void resume(Exchange exchange) {}

    /** The client's connection takes more of the answer again, or takes no more for now. */
    default void clientWritabilityChanged(Exchange exchange) {}

    /** The exchange is over. This side lets go of what it holds. */
    default void discard() {}
}
