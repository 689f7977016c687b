package io.slipcover.exchange;

import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import java.util.function.Consumer;

/** The side of an exchange that says what becomes of CouchDB's answer on its way to the client. */
public interface AnswerSide {
    /** The answer goes to the client as it comes. */
    static AnswerSide verbatim() {
        return PassingAnswer.VERBATIM;
    }

    /** A side that changes the answer's headers, and lets the body go to the client as it comes. */
    static AnswerSide withHeaders(Consumer<HttpHeaders> change) {
        return new PassingAnswer(change);
    }

    /** The answer's head. This side may change it. */
    void head(Exchange exchange, HttpResponse head);

    /** A part of the answer's body. The last part is a {@code LastHttpContent}. This side owns the part. */
    void content(Exchange exchange, HttpContent content);

    /** The exchange is over. This side lets go of what it holds. */
    default void discard() {}
}
