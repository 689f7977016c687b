package io.slipcover.upstream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.util.UncheckedBooleanSupplier;
import java.util.function.IntToLongFunction;

/**
 * The sizes of the buffers for reading, which shrink where memory is short. A buffer for reading counts nowhere, because what comes in it is
 * on its way. But on io_uring a connection has such a buffer all the time that it waits for more, and there are thousands of connections. So
 * a buffer gets no more than a small part of what is free of a quarter of the memory outside of the heap.
 */
@SuppressWarnings("deprecation") // Netty's channels want the handle that it names so, and there is no other.
final class ReadSizes implements RecvByteBufAllocator {
    /** The part of what is free that one buffer may have. */
    private static final int PARTS = 64;

    private final RecvByteBufAllocator wanted;
    private final int least;
    private final IntToLongFunction free;

    /**
     * @param wanted the sizes where memory is not short
     * @param least the size that a buffer may always have
     */
    ReadSizes(RecvByteBufAllocator wanted, int least) {
        this(wanted, least, FreeBuffers.OF_PROCESS::besides);
    }

    /**
     * @param free gives how many bytes are free, besides those of another buffer of this size
     */
    ReadSizes(RecvByteBufAllocator wanted, int least, IntToLongFunction free) {
        this.wanted = wanted;
        this.least = least;
        this.free = free;
    }

    @Override
    public Handle newHandle() {
        return new Sizes((ExtendedHandle) wanted.newHandle());
    }

    private final class Sizes extends DelegatingHandle implements ExtendedHandle {
        private final ExtendedHandle sizes;

        Sizes(ExtendedHandle sizes) {
            super(sizes);
            this.sizes = sizes;
        }

        @Override
        public int guess() {
            int size = sizes.guess();
            return size <= least ? size : (int) Math.max(least, Math.min(size, free.applyAsLong(size) / PARTS));
        }

        @Override
        public ByteBuf allocate(ByteBufAllocator allocator) {
            try {
                return allocator.ioBuffer(guess());
            } catch (OutOfMemoryError noChunk) {
                // A pool wants megabytes at once where none of its chunks has room. There is mostly enough for one
                // buffer.
                return UnpooledByteBufAllocator.DEFAULT.directBuffer(least);
            }
        }

        @Override
        public boolean continueReading(UncheckedBooleanSupplier maybeMore) {
            return sizes.continueReading(maybeMore);
        }
    }
}
