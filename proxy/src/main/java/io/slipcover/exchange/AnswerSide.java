package io.slipcover.exchange;

import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;

/** What becomes of CouchDB's answer on its way to the client. */
public interface AnswerSide {
    /** The answer's head, which may be changed. */
    void head(Exchange exchange, HttpResponse head);

    /** A part of the answer's body, the last one a {@code LastHttpContent}. This side owns it. */
    void content(Exchange exchange, HttpContent content);

    /** The exchange is over: what is held goes. */
    default void discard() {}
}
