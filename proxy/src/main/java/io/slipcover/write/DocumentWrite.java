package io.slipcover.write;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.slipcover.exchange.BodyDecoder;
import io.slipcover.exchange.Exchange;
import io.slipcover.exchange.HeldRequest;
import io.slipcover.exchange.MadeBody;
import io.slipcover.exchange.UnreadableBody;
import io.slipcover.json.JsonFormatException;

/** One document as JSON on its way to CouchDB: held whole, decided about, and sent with its new length. */
public final class DocumentWrite extends HeldRequest {
    private final DocumentUpgrade upgrade;

    public DocumentWrite(DocumentUpgrade upgrade, BodyDecoder decoder) {
        super(decoder, upgrade.maximumDocument());
        this.upgrade = upgrade;
    }

    @Override
    protected void received(Exchange exchange, byte[] bytes, int length) {
        try {
            upgrade.decide(exchange, bytes, 0, length, document -> MadeBody.send(exchange, document::writeTo));
        } catch (JsonFormatException exception) {
            if (length > 0) {
                exchange.request().headers().remove(HttpHeaderNames.CONTENT_ENCODING);
            }
            UnreadableBody.send(exchange);
        }
    }

    @Override
    protected void tooLarge(Exchange exchange) {
        upgrade.refuseTooLarge(exchange);
    }

    @Override
    protected void cancel() {
        upgrade.cancel();
    }
}
