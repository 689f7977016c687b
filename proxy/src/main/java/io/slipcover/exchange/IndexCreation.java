package io.slipcover.exchange;

import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.slipcover.document.ReleaseView;
import io.slipcover.find.FindException;
import io.slipcover.json.JsonObject;

/** A {@code POST _index}: the fields of a client's release are indexed where they are stored. */
final class IndexCreation extends QuerySide {
    private final ReleaseView view;
    private final ReleaseView store;

    IndexCreation(AsClient asClient, BodyDecoder decoder, ReleaseView view, ReleaseView store) {
        super(asClient, decoder);
        this.view = view;
        this.store = store;
    }

    @Override
    void received(Exchange exchange, JsonObject body) {
        byte[] bytes = translated(body).toBytes();
        Writer.forgetBody(exchange.request().headers());
        exchange.request().headers().set(HttpHeaderNames.CONTENT_LENGTH, bytes.length);
        exchange.connect();
        exchange.send(new DefaultLastHttpContent(Unpooled.wrappedBuffer(bytes)));
    }

    private JsonObject translated(JsonObject body) {
        if (view.release().name().equals(store.release().name())) {
            return body;
        }
        throw new FindException(400, "invalid_index", "not yet");
    }
}
