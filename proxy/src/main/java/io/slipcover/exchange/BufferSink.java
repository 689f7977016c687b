package io.slipcover.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.CompositeByteBuf;
import io.netty.util.concurrent.FastThreadLocal;
import io.slipcover.json.ByteSink;
import io.slipcover.json.Room;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A sink that collects bytes in a buffer. Whoever {@linkplain #take takes} the buffer owns it.
 *
 * <p>A document is written in many pieces of a few bytes. The sink gathers the pieces in an array of the event loop's,
 * and then puts them into the buffer together. An array is much cheaper to write to than a buffer outside the heap.
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

    /** Buffers up to this size are not counted. */
    private static final int UNCOUNTED = 64 * 1024;

    /** A buffer grows up to this size. What comes then goes into another one: long buffers leave much of the allocator's chunks unused. */
    private static final int PIECE = 256 * 1024;

    private final ByteBufAllocator allocator;
    private final Room memory;
    private final Gathered gathered = GATHERED.get();
    private @Nullable ByteBuf buffer;

    /** The buffers that are full, before the one that is being filled. */
    private final List<ByteBuf> full = new ArrayList<>(0);

    private int lengthOfFull;

    /** How many bytes of the buffers are counted. */
    private long counted;

    /** Makes a sink that counts nothing, to be used only on the thread that made it. */
    public BufferSink(ByteBufAllocator allocator) {
        this(allocator, Room.ENDLESS);
    }

    /**
     * Makes a sink, to be used only on the thread that made it.
     *
     * @param memory has room for the buffer, until somebody takes it
     */
    public BufferSink(ByteBufAllocator allocator, Room memory) {
        this.allocator = allocator;
        this.memory = memory;
    }

    /**
     * A buffer with the bytes that are written in one go; null where there are none. Where writing fails, the sink
     * keeps nothing.
     */
    public static @Nullable ByteBuf written(ByteBufAllocator allocator, Room memory, Consumer<ByteSink> writing) {
        BufferSink sink = new BufferSink(allocator, memory);
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

    /** Moves the gathered bytes into the buffer. */
    private void pour(Gathered from) {
        if (from.length > 0) {
            room(from.length).writeBytes(from.bytes, 0, from.length);
            from.length = 0;
        }
    }

    private ByteBuf room(int length) {
        ByteBuf current = buffer;
        if (current == null) {
            return begin(length);
        }
        if (length <= current.writableBytes()) {
            return current;
        }
        int needed = Math.addExact(current.readableBytes(), length);
        if (needed > PIECE) {
            full.add(current);
            lengthOfFull = Math.addExact(lengthOfFull, current.readableBytes());
            buffer = null;
            return begin(Math.max(PIECE, length));
        }
        int capacity = allocator.calculateNewCapacity(needed, Integer.MAX_VALUE);
        long more = counted(capacity) - counted(current.capacity());
        memory.take(more);
        counted += more;
        current.capacity(capacity);
        return current;
    }

    private ByteBuf begin(int capacity) {
        memory.take(counted(capacity));
        counted += counted(capacity);
        ByteBuf begun = allocator.buffer(capacity);
        buffer = begun;
        return begun;
    }

    /** Makes room for so many bytes, so that the buffer need not grow. */
    public void reserve(int length) {
        if (length > UNCOUNTED) {
            room(length);
        }
    }

    private static long counted(int capacity) {
        return capacity <= UNCOUNTED ? 0 : capacity;
    }

    private void giveBack() {
        long gone = counted;
        counted = 0;
        if (gone > 0) {
            memory.giveBack(gone);
        }
    }

    public int length() {
        return lengthOfFull
                + (buffer == null ? 0 : buffer.readableBytes())
                + (gathered.owner == this ? gathered.length : 0);
    }

    /** The bytes that were collected since the last call, which the sink counts no more; null where there are none. */
    @Nullable
    public ByteBuf take() {
        if (gathered.owner == this) {
            pour(gathered);
            gathered.owner = null;
        }
        ByteBuf taken = buffer;
        buffer = null;
        giveBack();
        return full.isEmpty() ? taken : together(taken);
    }

    private ByteBuf together(@Nullable ByteBuf last) {
        CompositeByteBuf all = allocator.compositeBuffer(full.size() + 1).addComponents(true, full);
        if (last != null) {
            all.addComponent(true, last);
        }
        full.clear();
        lengthOfFull = 0;
        return all;
    }

    public void discard() {
        if (gathered.owner == this) {
            gathered.length = 0;
            gathered.owner = null;
        }
        ByteBuf taken = buffer;
        buffer = null;
        giveBack();
        full.forEach(ByteBuf::release);
        full.clear();
        lengthOfFull = 0;
        if (taken != null) {
            taken.release();
        }
    }
}
