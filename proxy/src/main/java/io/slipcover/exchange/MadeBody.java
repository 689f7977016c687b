package io.slipcover.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.slipcover.json.ByteSink;
import java.util.function.Consumer;

/** A request's body that Slipcover made in place of the client's. */
public final class MadeBody {
    private MadeBody() {}

    /** Sends the request with a made body, and with that body's length. */
    public static void send(Exchange exchange, Consumer<ByteSink> made) {
        ByteBuf bytes = BufferSink.written(
                exchange.client().allocator(), exchange.memory().buffers(), made);
        if (bytes == null) {
            throw new IllegalStateException("a body without a byte");
        }
        forgetOther(exchange.request().headers());
        exchange.request().headers().set(HttpHeaderNames.CONTENT_LENGTH, bytes.readableBytes());
        exchange.connect();
        exchange.send(new DefaultLastHttpContent(bytes));
    }

    /** Removes what a head says of the client's body, because another body follows. */
    public static void forgetOther(HttpHeaders headers) {
        headers.remove(HttpHeaderNames.CONTENT_ENCODING);
        headers.remove(HttpHeaderNames.CONTENT_MD5);
        headers.remove(HttpHeaderNames.CONTENT_LENGTH);
        headers.remove(HttpHeaderNames.TRANSFER_ENCODING);
        headers.remove(HttpHeaderNames.TRAILER);
    }
}
