package io.slipcover.dispatch;

import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.slipcover.exchange.AnswerSide;
import io.slipcover.exchange.Cors;
import io.slipcover.exchange.Exchange;

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
