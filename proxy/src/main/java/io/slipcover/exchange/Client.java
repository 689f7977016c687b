package io.slipcover.exchange;

import io.netty.buffer.ByteBufAllocator;
import io.slipcover.upstream.UpstreamPool;

/** The client's connection, as an exchange sees it. All calls happen on its event loop. */
public interface Client {
    /** The address that the client connects from, as {@code X-Forwarded-For} names it. */
    String address();

    /** The connections to CouchDB that live on the same event loop. */
    UpstreamPool upstreamPool();

    ByteBufAllocator allocator();

    /** Writes a part of the answer, which the connection owns from here on. */
    void write(Object part);

    void flush();

    /** Whether more can be written without piling it up in memory. */
    boolean isWritable();

    /** Stops reading what the client sends, or goes on. */
    void reading(boolean wanted);

    /** Whether the connection may serve another request after the one under way. */
    boolean mayStay();

    /** The answer has been written whole. Where {@code stay} is false, the connection ends after it. */
    void finished(boolean stay);

    /** Ends the connection at once, so that nobody takes the answer for whole. */
    void abort();
}
