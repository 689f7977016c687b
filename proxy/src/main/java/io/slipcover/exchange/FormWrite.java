package io.slipcover.exchange;

import io.slipcover.envelope.FormRequest;
import io.slipcover.envelope.MultipartFormatException;
import io.slipcover.json.JsonFormatException;

/**
 * A form on its way to CouchDB, in which a document may be. It is held whole, as CouchDB holds it: the document may stand behind the
 * attachments, and CouchDB takes no form without its length.
 */
final class FormWrite extends HeldRequest {
    private final DocumentUpgrade upgrade;
    private final String boundary;

    FormWrite(DocumentUpgrade upgrade, String boundary) {
        super(BodyDecoder.none(), upgrade.maximumDocument());
        this.upgrade = upgrade;
        this.boundary = boundary;
    }

    @Override
    void received(Exchange exchange, byte[] bytes, int length) {
        try {
            FormRequest form = new FormRequest(boundary, bytes, length);
            if (form.hasDocument()) {
                upgrade.decide(
                        exchange,
                        bytes,
                        form.documentFrom(),
                        form.documentTo(),
                        document -> DocumentWrite.send(exchange, sink -> form.writeTo(sink, document)));
            } else {
                DocumentWrite.send(exchange, form::writeTo);
            }
        } catch (MultipartFormatException exception) {
            upgrade.refuse(exchange, new OwnAnswer(400, "bad_request", String.valueOf(exception.getMessage())));
        } catch (JsonFormatException exception) {
            upgrade.refuse(
                    exchange, new OwnAnswer(400, "bad_request", "invalid UTF-8 JSON: " + exception.getMessage()));
        }
    }

    @Override
    void tooLarge(Exchange exchange) {
        upgrade.refuseTooLarge(exchange);
    }

    @Override
    void cancel() {
        upgrade.cancel();
    }
}
