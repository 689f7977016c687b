package io.slipcover.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.compression.DecompressionException;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.slipcover.json.ByteSink;
import io.slipcover.json.JsonBuffer;
import io.slipcover.json.JsonFormatException;
import java.util.function.Consumer;

/**
 * One document as JSON on its way to CouchDB: held whole, decided about, and sent with its new length. {@code 100 Continue} is our own
 * here, as CouchDB is not asked before the document is known.
 */
final class DocumentWrite implements RequestSide {
    /** The part of an announced length that has to have come before the rest is believed, and made room for. */
    private static final int BELIEVED = 4;

    private final DocumentUpgrade upgrade;
    private final BodyDecoder decoder;
    private final JsonBuffer body = new JsonBuffer();

    /** How many bytes the client says that it sends, or 0. */
    private long announced;

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
        announced = HttpUtil.getContentLength(exchange.request(), 0L);
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
        if (body.length() > announced / BELIEVED && announced <= upgrade.maximumDocument()) {
            body.reserve((int) announced);
        }
        body.write(bytes, from, to - from);
    }

    private void received(Exchange exchange) {
        try {
            upgrade.decide(exchange, body.array(), 0, body.length(), document -> send(exchange, document::writeTo));
        } catch (JsonFormatException exception) {
            if (body.length() > 0) {
                exchange.request().headers().remove(HttpHeaderNames.CONTENT_ENCODING);
            }
            UnreadableBody.send(exchange);
        }
    }

    /** Sends a body that was made in place of the client's, with its length. */
    static void send(Exchange exchange, Consumer<ByteSink> made) {
        BufferSink sink = new BufferSink(exchange.client().allocator());
        made.accept(sink);
        ByteBuf bytes = sink.take();
        if (bytes == null) {
            throw new IllegalStateException("a body without a byte");
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
