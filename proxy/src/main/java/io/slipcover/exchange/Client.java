package io.slipcover.exchange;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.slipcover.report.RequestRecord;
import io.slipcover.upstream.UpstreamPool;
import org.jspecify.annotations.Nullable;

/**
 * The client's end of an exchange, as the exchange sees it: a connection, or one stream of a connection. A client has
 * one exchange after the other. The client itself decides where a body ends on the wire, and whether the connection is
 * used again. All calls happen on the client's event loop.
 */
public interface Client {
    /** The address that the client connects from, as {@code X-Forwarded-For} names it. */
    String address();

    /** Whether the client's connection is encrypted. */
    default boolean isSecure() {
        return false;
    }

    /** What the client showed of itself; null where it was not asked. */
    default @Nullable ClientCertificate certificate() {
        return null;
    }

    /** Whether clients are to go elsewhere, because the program is about to end. */
    default boolean isToGoElsewhere() {
        return false;
    }

    /** The record of the request that is under way. */
    RequestRecord record();

    /** The connections to CouchDB that live on the client's event loop. */
    UpstreamPool upstreamPool();

    ByteBufAllocator allocator();

    /**
     * Tells a client that waits for it ({@code Expect: 100-continue}) to send its body. Any other client hears nothing.
     */
    void sendContinue();

    /**
     * Begins the answer, or writes it whole where the head is a {@code FullHttpResponse}.
     *
     * @param head the answer's head, without headers about CouchDB's connection; {@code Transfer-Encoding} says how
     *     CouchDB's body came
     */
    void begin(HttpResponse head);

    /**
     * Writes a part of the answer's body. The client owns the part from here on. The last part is a {@code
     * LastHttpContent}.
     */
    void write(HttpContent part);

    void flush();

    /** Whether the client takes more bytes without piling them up in memory. */
    boolean isWritable();

    /**
     * Stops reading the request's body, or goes on. Where the request is whole, the client goes on reading, so that it
     * notices when its other end goes away.
     */
    void reading(boolean wanted);

    /** Lets the connection end after the answer, because nobody can read what comes behind this request's head. */
    void endAfterThis();

    /** The answer has been written whole. */
    void finished();

    /** Ends the exchange at once, so that nobody takes the answer for whole. */
    void abort();
}
