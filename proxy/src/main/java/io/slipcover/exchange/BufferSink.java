package io.slipcover.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.concurrent.FastThreadLocal;
import io.slipcover.json.ByteSink;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Collects bytes in a buffer, which whoever {@linkplain #take takes} it owns.
 *
 * <p>A document is written in many pieces of a few bytes. They are gathered in an array of the event loop's, which is much cheaper to
 * write to than a buffer outside the heap, and go into the buffer together.
 */
public final class BufferSink implements ByteSink {
    /** The array of an event loop, and whose bytes are in it. */
    private static final class Gathered {
        final byte[] bytes = new byte[64 * 1024];
        int length;

        @Nullable
        BufferSink owner;
    }

    private static final FastThreadLocal<Gathered> GATHERED = new FastThreadLocal<>() {
        @Override
        protected Gathered initialValue() {
            return new Gathered();
        }
    };

    private final ByteBufAllocator allocator;
    private final Gathered gathered = GATHERED.get();
    private @Nullable ByteBuf buffer;

    /** To be used on the thread that it is made on alone. */
    public BufferSink(ByteBufAllocator allocator) {
        this.allocator = allocator;
    }

    /** What is written in one go, or null where that is nothing. Where writing it fails, nothing is left of it. */
    public static @Nullable ByteBuf written(ByteBufAllocator allocator, Consumer<ByteSink> writing) {
        BufferSink sink = new BufferSink(allocator);
        try {
            writing.accept(sink);
            return sink.take();
        } finally {
            sink.discard();
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        Gathered into = gathered;
        if (into.owner != this) {
            own(into);
        }
        if (length > into.bytes.length - into.length) {
            pour(into);
            if (length > into.bytes.length) {
                room(length).writeBytes(bytes, offset, length);
                return;
            }
        }
        System.arraycopy(bytes, offset, into.bytes, into.length, length);
        into.length += length;
    }

    private void own(Gathered into) {
        BufferSink other = into.owner;
        if (other != null) {
            other.pour(into);
        }
        into.owner = this;
    }

    /** Moves what is gathered into the buffer. */
    private void pour(Gathered from) {
        if (from.length > 0) {
            room(from.length).writeBytes(from.bytes, 0, from.length);
            from.length = 0;
        }
    }

    private ByteBuf room(int length) {
        ByteBuf current = buffer;
        if (current == null) {
            current = allocator.buffer(length);
            buffer = current;
        }
        return current;
    }

    public int length() {
        return (buffer == null ? 0 : buffer.readableBytes()) + (gathered.owner == this ? gathered.length : 0);
    }

    /** What was collected since the last time, or null where that is nothing. */
    @Nullable
    public ByteBuf take() {
        if (gathered.owner == this) {
            pour(gathered);
            gathered.owner = null;
        }
        ByteBuf taken = buffer;
        buffer = null;
        return taken;
    }

    public void discard() {
        if (gathered.owner == this) {
            gathered.length = 0;
            gathered.owner = null;
        }
        ByteBuf taken = buffer;
        buffer = null;
        if (taken != null) {
            taken.release();
        }
    }
}
