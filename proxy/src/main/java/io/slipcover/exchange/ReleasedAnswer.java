package io.slipcover.exchange;

import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.slipcover.release.ReleaseHeaders;

/** An answer without documents to a client of a release: its body goes through as it comes. */
public record ReleasedAnswer(ReleaseHeaders releaseHeaders) implements AnswerSide {
    @Override
    public void head(Exchange exchange, HttpResponse head) {
        releaseHeaders.apply(head.headers());
        exchange.answerHead(head);
    }

    @Override
    public void content(Exchange exchange, HttpContent content) {
        exchange.answerContent(content);
    }
}
