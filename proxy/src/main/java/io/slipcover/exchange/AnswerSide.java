package io.slipcover.exchange;

import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import java.util.function.Consumer;

/** What becomes of CouchDB's answer on its way to the client. */
public interface AnswerSide {
    /** The answer goes to the client as it comes. */
    static AnswerSide verbatim() {
        return PassingAnswer.VERBATIM;
    }

    /** The answer's headers are changed; its body goes to the client as it comes. */
    static AnswerSide withHeaders(Consumer<HttpHeaders> change) {
        return new PassingAnswer(change);
    }

    /** The answer's head, which may be changed. */
    void head(Exchange exchange, HttpResponse head);

    /** A part of the answer's body, the last one a {@code LastHttpContent}. This side owns it. */
    void content(Exchange exchange, HttpContent content);

    /** The exchange is over: what is held goes. */
    default void discard() {}
}
