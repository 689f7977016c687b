package io.slipcover.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.slipcover.json.ByteSink;
import org.jspecify.annotations.Nullable;

/** Collects bytes in a buffer, which whoever {@linkplain #take takes} it owns. */
final class BufferSink implements ByteSink {
    private static final int INITIAL = 1024;

    private final ByteBufAllocator allocator;
    private @Nullable ByteBuf buffer;

    BufferSink(ByteBufAllocator allocator) {
        this.allocator = allocator;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        if (length == 0) {
            return;
        }
        ByteBuf current = buffer;
        if (current == null) {
            current = allocator.buffer(Math.max(INITIAL, length));
            buffer = current;
        }
        current.writeBytes(bytes, offset, length);
    }

    int length() {
        return buffer == null ? 0 : buffer.readableBytes();
    }

    /** What was collected since the last time, or null where that is nothing. */
    @Nullable
    ByteBuf take() {
        ByteBuf taken = buffer;
        buffer = null;
        return taken;
    }

    void discard() {
        ByteBuf taken = take();
        if (taken != null) {
            taken.release();
        }
    }
}
