package io.slipcover.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpHeadersFactory;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.ReferenceCountUtil;
import io.slipcover.config.HeadLimits;
import io.slipcover.dispatch.RefusedHeadException;
import io.slipcover.exchange.OwnAnswer;
import io.slipcover.json.NoRoomException;
import io.slipcover.memory.HeldMemory;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The count of what a connection holds of a head that is not whole: the headers that the codec has read, and the bytes that it has not. It
 * stands before the codec, and keeps the codec's unread bytes together. Small heads, as nearly all are, do not count. Lives on the
 * connection's event loop.
 */
final class HeadMemory extends ChannelInboundHandlerAdapter
        implements HttpHeadersFactory, ByteToMessageDecoder.Cumulator {
    /** Heads up to this size do not count. */
    private static final int FREE = 8 * 1024;

    private static final int SLAB = 16 * 1024;

    /** The bytes that a header takes in memory besides its text: an estimate, and rather too high than too low. */
    private static final int HEADER_BYTES = 160;

    private final HeldMemory memory;
    private final HeadLimits limits;
    private final Consumer<Throwable> refused;

    /** The headers that the codec is reading. */
    private @Nullable Headers current;

    private int headers;
    private long heapBytes;
    private long heapTaken;

    /** The bytes that the codec is reading, which are retained here while it does. */
    private @Nullable ByteBuf reading;

    /** How many bytes the codec holds because something in them is not whole. */
    private int unread;

    private long buffersTaken;

    /** Whether there was no room for a head. Then nothing of the connection is read any more, and nothing held. */
    private boolean full;

    /**
     * @param memory the connection's own
     * @param refused hears that there is no room for what has come of a head
     */
    HeadMemory(HeldMemory memory, HeadLimits limits, Consumer<Throwable> refused) {
        this.memory = memory;
        this.limits = limits;
        this.refused = refused;
    }

    @Override
    public HttpHeaders newHeaders() {
        return begin(DefaultHttpHeadersFactory.headersFactory());
    }

    @Override
    public HttpHeaders newEmptyHeaders() {
        return new DefaultHttpHeaders();
    }

    /** The factory for what may stand behind a body. */
    HttpHeadersFactory trailers() {
        return new HttpHeadersFactory() {
            @Override
            public HttpHeaders newHeaders() {
                return begin(DefaultHttpHeadersFactory.trailersFactory());
            }

            @Override
            public HttpHeaders newEmptyHeaders() {
                return HeadMemory.this.newEmptyHeaders();
            }
        };
    }

    private HttpHeaders begin(DefaultHttpHeadersFactory checks) {
        endHeaders();
        Headers begun = new Headers(checks);
        current = begun;
        headers = 0;
        return begun;
    }

    /** Whether something of a head has come, and not all of it. Not to be asked while a body comes. */
    boolean isPartThere() {
        return current != null || unread > 0;
    }

    /** The head is whole. Gives how many bytes it takes on the heap; 0 for a small one. Whoever goes on with the head counts them. */
    long complete() {
        endHeaders();
        long taken = heapTaken;
        long bytes = taken == 0 ? 0 : heapBytes;
        heapTaken = 0;
        heapBytes = 0;
        memory.heap().giveBack(taken);
        return bytes;
    }

    private void endHeaders() {
        Headers read = current;
        current = null;
        if (read != null) {
            read.whole = true;
        }
    }

    private void add(int length) {
        headers++;
        if (headers > limits.count()) {
            throw tooMany(limits.count());
        }
        heapBytes += HEADER_BYTES + length;
        if (heapBytes > FREE + heapTaken) {
            memory.heap().take(SLAB);
            heapTaken += SLAB;
        }
    }

    /** The failure of a head that has more headers than so many. */
    static RefusedHeadException tooMany(int limit) {
        return new RefusedHeadException(
                new OwnAnswer(400, "bad_request", "the request has more than " + limit + " headers (limits: headers)"));
    }

    /** How many bytes a whole head takes on the heap; 0 for a small one. */
    static long of(HttpRequest head) {
        long bytes = SentAhead.heap(head);
        return bytes > FREE ? bytes : 0;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (full) {
            ReferenceCountUtil.release(message);
            return;
        }
        read(context, message);
        try {
            count(unread > FREE ? 2 * unread : 0);
        } catch (NoRoomException exception) {
            full = true;
            read(context, Unpooled.EMPTY_BUFFER); // So that the codec lets go of what it has not read.
            unread = 0;
            count(0);
            refused.accept(exception);
        }
    }

    private void read(ChannelHandlerContext context, Object message) {
        try {
            context.fireChannelRead(message);
        } finally {
            endReading();
        }
    }

    /** Puts bytes that have come behind those that the codec has not read. */
    @Override
    public ByteBuf cumulate(ByteBufAllocator allocator, ByteBuf before, ByteBuf more) {
        endReading();
        if (full) {
            before.release();
            more.release();
            return Unpooled.EMPTY_BUFFER;
        }
        ByteBuf together = ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(allocator, before, more);
        // The codec lets go of what it has read, and Netty uses the object for something else.
        reading = together.retain();
        return together;
    }

    private void endReading() {
        ByteBuf read = reading;
        reading = null;
        if (read != null) {
            unread = read.readableBytes();
            read.release();
        }
    }

    private void count(long needed) {
        if (needed > buffersTaken) {
            memory.buffers().take(needed - buffersTaken);
        } else {
            memory.buffers().giveBack(buffersTaken - needed);
        }
        buffersTaken = needed;
    }

    /** Headers that count while the codec reads them. */
    private final class Headers extends DefaultHttpHeaders {
        /** Whether the codec has read all of them. What others add does not count. */
        private boolean whole;

        Headers(DefaultHttpHeadersFactory checks) {
            super(checks.getNameValidator(), checks.getValueValidator());
        }

        @Override
        public HttpHeaders add(CharSequence name, Object value) {
            count(name, value);
            return super.add(name, value);
        }

        @Override
        public HttpHeaders add(String name, Object value) {
            count(name, value);
            return super.add(name, value);
        }

        private void count(CharSequence name, Object value) {
            if (!whole) {
                HeadMemory.this.add(name.length() + (value instanceof CharSequence text ? text.length() : 0));
            }
        }
    }
}
