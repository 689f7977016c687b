package io.slipcover.exchange;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.slipcover.upstream.UpstreamPool;

/**
 * The client's end of one exchange after the other, as an exchange sees it: a connection, or a stream of one. Where a body ends on the wire,
 * and whether the connection is used again, is the client's own business. All calls happen on its event loop.
 */
public interface Client {
    /** The address that the client connects from, as {@code X-Forwarded-For} names it. */
    String address();

    /** The connections to CouchDB that live on the same event loop. */
    UpstreamPool upstreamPool();

    ByteBufAllocator allocator();

    /** Lets a client send its body that waits to be told so ({@code Expect: 100-continue}); any other hears nothing. */
    void sendContinue();

    /**
     * Begins the answer, or writes it whole where the head is a {@code FullHttpResponse}.
     *
     * @param head without headers that speak of CouchDB's connection; {@code Transfer-Encoding} is as CouchDB's body came
     */
    void begin(HttpResponse head);

    /** Writes a part of the answer's body, which the client owns from here on; the last one is a {@code LastHttpContent}. */
    void write(HttpContent part);

    void flush();

    /** Whether more can be written without piling it up in memory. */
    boolean isWritable();

    /** Stops reading the request's body, or goes on. A client whose request is whole is read from on, so that its going is noticed. */
    void reading(boolean wanted);

    /** Nothing can be made of what comes behind this request's head, so that the connection ends after the answer. */
    void endAfterThis();

    /** The answer has been written whole. */
    void finished();

    /** Ends the exchange at once, so that nobody takes the answer for whole. */
    void abort();
}
