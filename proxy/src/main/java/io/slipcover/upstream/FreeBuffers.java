package io.slipcover.upstream;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.internal.PlatformDependent;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * What is free of the half of the memory outside of the heap that buffers for reading may take. The allocator has to look through all of its
 * memory to tell how much is used. So it is asked again only when buffers of a megabyte have been made since. Any thread may ask.
 */
final class FreeBuffers {
    static final FreeBuffers OF_PROCESS = new FreeBuffers(() -> PlatformDependent.maxDirectMemory() / 2
            - PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory());

    private static final long MOST_UNSEEN = 1 << 20;

    private final LongSupplier looks;
    private final AtomicLong unseen = new AtomicLong(MOST_UNSEEN);
    private volatile long known;

    /** @param looks gives how many bytes are free */
    FreeBuffers(LongSupplier looks) {
        this.looks = looks;
    }

    /** How many bytes are free besides those of another buffer of this size. The buffer counts from now on. */
    long besides(int size) {
        long more = unseen.addAndGet(size);
        if (more > MOST_UNSEEN) {
            unseen.set(size);
            known = looks.getAsLong();
            more = size;
        }
        return known - more;
    }
}
