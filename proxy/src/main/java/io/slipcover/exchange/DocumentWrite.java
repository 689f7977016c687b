package io.slipcover.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.compression.DecompressionException;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.LastHttpContent;
import io.slipcover.json.JsonBuffer;
import io.slipcover.json.JsonFormatException;
import io.slipcover.json.JsonValue;

/**
 * One document as JSON on its way to CouchDB: held whole, decided about, and sent with its new length. {@code 100 Continue} is our own
 * here, as CouchDB is not asked before the document is known.
 */
final class DocumentWrite implements RequestSide {
    private final DocumentUpgrade upgrade;
    private final BodyDecoder decoder;
    private final JsonBuffer body = new JsonBuffer();

    /** Whether the body is of no more interest. */
    private boolean decided;

    /** Whether that is so because it is not what it is said to be. */
    private boolean unreadable;

    DocumentWrite(DocumentUpgrade upgrade, BodyDecoder decoder) {
        this.upgrade = upgrade;
        this.decoder = decoder;
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
            unreadable = true;
        } finally {
            content.release();
        }
        if (content instanceof LastHttpContent) {
            if (unreadable) {
                UnreadableBody.send(exchange);
            } else if (!decided) {
                decided = true;
                received(exchange);
            }
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
            upgrade.decide(exchange, body.array(), body.length(), document -> send(exchange, document));
        } catch (JsonFormatException exception) {
            if (body.length() > 0) {
                exchange.request().headers().remove(HttpHeaderNames.CONTENT_ENCODING);
            }
            UnreadableBody.send(exchange);
        }
    }

    private static void send(Exchange exchange, JsonValue document) {
        BufferSink sink = new BufferSink(exchange.client().allocator());
        document.writeTo(sink);
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
