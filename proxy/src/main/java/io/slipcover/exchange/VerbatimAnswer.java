package io.slipcover.exchange;

import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;

/** The answer goes to the client as it comes. */
public enum VerbatimAnswer implements AnswerSide {
    INSTANCE;

    @Override
    public void head(Exchange exchange, HttpResponse head) {
        exchange.answerHead(head);
    }

    @Override
    public void content(Exchange exchange, HttpContent content) {
        exchange.answerContent(content);
    }
}
