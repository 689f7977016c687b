package io.slipcover.exchange;

import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.LastHttpContent;
import io.slipcover.envelope.FormRequest;
import io.slipcover.envelope.MultipartFormatException;
import io.slipcover.json.JsonBuffer;
import io.slipcover.json.JsonFormatException;

/**
 * A form on its way to CouchDB, in which a document may be. It is held whole, as CouchDB holds it: the document may stand behind the
 * attachments, and CouchDB takes no form without its length.
 */
final class FormWrite implements RequestSide {
    private final DocumentUpgrade upgrade;
    private final String boundary;
    private final JsonBuffer body = new JsonBuffer();

    /** Whether the body is of no more interest. */
    private boolean decided;

    FormWrite(DocumentUpgrade upgrade, String boundary) {
        this.upgrade = upgrade;
        this.boundary = boundary;
    }

    @Override
    public void begin(Exchange exchange) {
        exchange.request().headers().remove(HttpHeaderNames.EXPECT);
        exchange.sendContinue();
    }

    @Override
    public void content(Exchange exchange, HttpContent content) {
        try {
            if (!decided) {
                Bytes.forEach(content.content(), this::hold);
            }
        } catch (DocumentTooLargeException exception) {
            decided = true;
            upgrade.refuseTooLarge(exchange);
        } finally {
            content.release();
        }
        if (!decided && content instanceof LastHttpContent) {
            decided = true;
            received(exchange);
        }
    }

    private void hold(byte[] bytes, int from, int to) {
        if (to - from > upgrade.maximumDocument() - body.length()) {
            throw new DocumentTooLargeException();
        }
        body.write(bytes, from, to - from);
    }

    private void received(Exchange exchange) {
        try {
            FormRequest form = new FormRequest(boundary, body.array(), body.length());
            if (form.hasDocument()) {
                upgrade.decide(
                        exchange,
                        body.array(),
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
    public void discard() {
        decided = true;
        upgrade.cancel();
    }
}
