package io.slipcover.exchange;

import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import java.util.function.Consumer;

/** An answer whose body goes to the client as it comes, after its headers have been changed. */
record PassingAnswer(Consumer<HttpHeaders> change) implements AnswerSide {
    static final AnswerSide VERBATIM = new PassingAnswer(headers -> {});

    @Override
    public void head(Exchange exchange, HttpResponse head) {
        change.accept(head.headers());
        exchange.answerHead(head);
    }

    @Override
    public void content(Exchange exchange, HttpContent content) {
        exchange.answerContent(content);
    }
}
