package io.slipcover.write;

import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.slipcover.exchange.AnswerSide;
import io.slipcover.exchange.Exchange;

/** The answer to a request that makes or deletes a database, after which its old documents are nobody's base. */
public record DatabaseChangeAnswer(BaseCache bases, String database) implements AnswerSide {
    @Override
    public void head(Exchange exchange, HttpResponse head) {
        bases.forget(database);
        exchange.answerHead(head);
    }

    @Override
    public void content(Exchange exchange, HttpContent content) {
        exchange.answerContent(content);
    }

    @Override
    public void discard() {
        bases.forget(database);
    }
}
