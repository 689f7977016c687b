package io.slipcover.write;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.slipcover.exchange.BodyDecoder;
import io.slipcover.exchange.Exchange;
import io.slipcover.exchange.HeldRequest;
import io.slipcover.exchange.MadeBody;
import io.slipcover.exchange.OwnAnswer;
import io.slipcover.exchange.UnreadableBody;
import io.slipcover.json.JsonFormatException;
import io.slipcover.json.JsonValue;

/**
 * A document as JSON on its way to CouchDB. Slipcover holds it whole, decides about it, and sends it with its new
 * length.
 */
public final class DocumentWrite extends HeldRequest {
    private final DocumentDecision decision;

    public DocumentWrite(DocumentDecision decision, BodyDecoder decoder) {
        super(decoder, decision.maximumDocument());
        this.decision = decision;
    }

    @Override
    protected void received(Exchange exchange, byte[] bytes, int length) {
        try {
            decision.decide(exchange, bytes, 0, length, new Decided() {
                @Override
                public void send(JsonValue document) {
                    MadeBody.send(exchange, document::writeTo);
                }

                @Override
                public void quarantine(WriteReport report) {
                    decision.quarantine(exchange, "application/json", bytes, length, report);
                }
            });
        } catch (JsonFormatException exception) {
            if (length > 0) {
                exchange.request().headers().remove(HttpHeaderNames.CONTENT_ENCODING);
            }
            UnreadableBody.send(exchange);
        }
    }

    @Override
    protected void tooLarge(Exchange exchange) {
        decision.refuseTooLarge(exchange);
    }

    @Override
    protected void refuse(Exchange exchange, OwnAnswer answer) {
        decision.refuse(exchange, answer);
    }

    @Override
    protected void cancel() {
        decision.cancel();
    }
}
