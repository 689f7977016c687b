package io.slipcover.exchange;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;

/**
 * The side of an exchange for a body that Slipcover cannot read. CouchDB is not to read the body either, because it might make something of
 * the body after all. In its place CouchDB gets a body that is certainly no JSON and no gzip. So CouchDB says what it says to such a
 * request of such a client.
 */
public enum UnreadableBody implements RequestSide {
    INSTANCE;

    private static final byte[] NEITHER_JSON_NOR_GZIP = "{".getBytes(StandardCharsets.US_ASCII);

    @Override
    public void begin(Exchange exchange) {
        exchange.request().headers().remove(HttpHeaderNames.EXPECT);
        exchange.client().sendContinue();
    }

    @Override
    public void content(Exchange exchange, HttpContent content) {
        content.release();
        if (content instanceof LastHttpContent) {
            send(exchange);
        }
    }

    /** Sends the request with the other body. Call this when the client's own body has come to its end. */
    public static void send(Exchange exchange) {
        HttpHeaders headers = exchange.request().headers();
        headers.remove(HttpHeaderNames.CONTENT_MD5);
        headers.remove(HttpHeaderNames.TRANSFER_ENCODING);
        headers.remove(HttpHeaderNames.TRAILER);
        headers.set(HttpHeaderNames.CONTENT_LENGTH, NEITHER_JSON_NOR_GZIP.length);
        exchange.connect();
        exchange.send(new DefaultLastHttpContent(Unpooled.wrappedBuffer(NEITHER_JSON_NOR_GZIP)));
    }
}
