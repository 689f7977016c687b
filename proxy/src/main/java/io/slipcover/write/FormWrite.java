package io.slipcover.write;

import io.slipcover.envelope.FormRequest;
import io.slipcover.envelope.MultipartFormatException;
import io.slipcover.exchange.BodyDecoder;
import io.slipcover.exchange.Exchange;
import io.slipcover.exchange.HeldRequest;
import io.slipcover.exchange.MadeBody;
import io.slipcover.json.JsonFormatException;
import io.slipcover.json.JsonValue;

/**
 * A form on its way to CouchDB. A document may be in the form. Slipcover holds the form whole, as CouchDB does: the
 * document may stand behind the attachments, and CouchDB takes no form without a length.
 */
public final class FormWrite extends HeldRequest {
    private final DocumentDecision decision;
    private final String boundary;

    public FormWrite(DocumentDecision decision, String boundary) {
        super(BodyDecoder.none(), decision.maximumDocument());
        this.decision = decision;
        this.boundary = boundary;
    }

    @Override
    protected void received(Exchange exchange, byte[] bytes, int length) {
        try {
            FormRequest form = new FormRequest(boundary, bytes, length);
            if (form.hasDocument()) {
                decision.decide(exchange, bytes, form.documentFrom(), form.documentTo(), new Decided() {
                    @Override
                    public void send(JsonValue document) {
                        MadeBody.send(exchange, sink -> form.writeTo(sink, document));
                    }

                    @Override
                    public void quarantine(WriteReport report) {
                        throw new IllegalStateException("no replication sends a form");
                    }
                });
            } else {
                MadeBody.send(exchange, form::writeTo);
            }
        } catch (MultipartFormatException exception) {
            decision.refuse(exchange, WriteAnswers.notInParts(exception));
        } catch (JsonFormatException exception) {
            decision.refuse(exchange, WriteAnswers.notJson(exception));
        }
    }

    @Override
    protected void tooLarge(Exchange exchange) {
        decision.refuseTooLarge(exchange);
    }

    @Override
    protected void cancel() {
        decision.cancel();
    }
}
