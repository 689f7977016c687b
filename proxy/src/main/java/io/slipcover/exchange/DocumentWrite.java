package io.slipcover.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.slipcover.json.ByteSink;
import io.slipcover.json.JsonFormatException;
import java.util.function.Consumer;

/** One document as JSON on its way to CouchDB: held whole, decided about, and sent with its new length. */
final class DocumentWrite extends HeldRequest {
    private final DocumentUpgrade upgrade;

    DocumentWrite(DocumentUpgrade upgrade, BodyDecoder decoder) {
        super(decoder, upgrade.maximumDocument());
        this.upgrade = upgrade;
    }

    @Override
    void received(Exchange exchange, byte[] bytes, int length) {
        try {
            upgrade.decide(exchange, bytes, 0, length, document -> send(exchange, document::writeTo));
        } catch (JsonFormatException exception) {
            if (length > 0) {
                exchange.request().headers().remove(HttpHeaderNames.CONTENT_ENCODING);
            }
            UnreadableBody.send(exchange);
        }
    }

    @Override
    void tooLarge(Exchange exchange) {
        upgrade.refuseTooLarge(exchange);
    }

    /** Sends a body that was made in place of the client's, with its length. */
    static void send(Exchange exchange, Consumer<ByteSink> made) {
        ByteBuf bytes = BufferSink.written(exchange.client().allocator(), made);
        if (bytes == null) {
            throw new IllegalStateException("a body without a byte");
        }
        Writer.forgetBody(exchange.request().headers());
        exchange.request().headers().set(HttpHeaderNames.CONTENT_LENGTH, bytes.readableBytes());
        exchange.connect();
        exchange.send(new DefaultLastHttpContent(bytes));
    }

    @Override
    void cancel() {
        upgrade.cancel();
    }
}
