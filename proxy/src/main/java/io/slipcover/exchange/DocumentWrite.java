package io.slipcover.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.compression.DecompressionException;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.LastHttpContent;
import io.slipcover.envelope.FormRequest;
import io.slipcover.envelope.MultipartFormatException;
import io.slipcover.json.ByteSink;
import io.slipcover.json.JsonBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One document on its way to CouchDB: held whole, decided about, and sent with its new length. {@code 100 Continue} is our own
 * here, as CouchDB is not asked before the document is known.
 */
final class DocumentWrite implements RequestSide {
    private final DocumentUpgrade upgrade;
    private final BodyDecoder decoder;

    /** The boundary of the form that the document is in; null where it is the body. */
    private final @Nullable String form;

    private final JsonBuffer body = new JsonBuffer();

    /** Whether the body is of no more interest. */
    private boolean decided;

    private DocumentWrite(DocumentUpgrade upgrade, BodyDecoder decoder, @Nullable String form) {
        this.upgrade = upgrade;
        this.decoder = decoder;
        this.form = form;
    }

    /** One as JSON. */
    static DocumentWrite asJson(DocumentUpgrade upgrade, BodyDecoder decoder) {
        return new DocumentWrite(upgrade, decoder, null);
    }

    /** One in a form, which CouchDB does not know encoded. */
    static DocumentWrite inForm(DocumentUpgrade upgrade, String boundary) {
        return new DocumentWrite(upgrade, BodyDecoder.none(), boundary);
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
                decoder.forEach(content.content(), this::hold);
            }
        } catch (DocumentTooLargeException exception) {
            decided = true;
            upgrade.refuseTooLarge(exchange);
        } catch (DecompressionException exception) {
            decided = true;
            upgrade.refuse(exchange, new OwnAnswer(400, "bad_request", "the body is not gzip"));
        } finally {
            content.release();
        }
        if (!decided && content instanceof LastHttpContent) {
            decided = true;
            received(exchange);
        }
    }

    private void received(Exchange exchange) {
        String boundary = form;
        if (boundary == null) {
            upgrade.decide(exchange, body.array(), 0, body.length(), document -> send(exchange, document::writeTo));
            return;
        }
        FormRequest read;
        try {
            read = new FormRequest(boundary, body.array(), body.length());
        } catch (MultipartFormatException exception) {
            upgrade.refuse(exchange, new OwnAnswer(400, "bad_request", String.valueOf(exception.getMessage())));
            return;
        }
        if (read.hasDocument()) {
            upgrade.decide(
                    exchange,
                    body.array(),
                    read.documentFrom(),
                    read.documentTo(),
                    document -> send(exchange, sink -> read.writeTo(sink, document)));
        } else {
            send(exchange, read::writeTo);
        }
    }

    private void hold(byte[] bytes, int from, int to) {
        if (to - from > upgrade.maximumDocument() - body.length()) {
            throw new DocumentTooLargeException();
        }
        body.write(bytes, from, to - from);
    }

    private static void send(Exchange exchange, Consumer<ByteSink> made) {
        BufferSink sink = new BufferSink(exchange.client().allocator());
        made.accept(sink);
        ByteBuf bytes = sink.take();
        if (bytes == null) {
            throw new IllegalStateException("a document without a byte");
        }
        Writer.forgetBody(exchange.request().headers());
        exchange.request().headers().set(HttpHeaderNames.CONTENT_LENGTH, bytes.readableBytes());
        exchange.connect();
        exchange.send(new DefaultLastHttpContent(bytes));
    }

    @Override
    public void discard() {
        decided = true;
        decoder.close();
        upgrade.cancel();
    }
}
