package io.slipcover.exchange;

import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;

/** CouchDB's answer to a preflight, in which Slipcover's own header is allowed as well. */
record PreflightAnswer(String header) implements AnswerSide {
    @Override
    public void head(Exchange exchange, HttpResponse head) {
        Cors.allow(head.headers(), header);
        exchange.answerHead(head);
    }

    @Override
    public void content(Exchange exchange, HttpContent content) {
        exchange.answerContent(content);
    }
}
