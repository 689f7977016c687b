package io.slipcover.memory;

import io.netty.channel.Channel;
import io.slipcover.json.NoRoomException;

/**
 * The bytes that were written to a connection, and that its other end does not take. They count from the connection's water mark on: what is
 * below it is on its way. Lives on the connection's event loop.
 */
public final class Untaken {
    /** What Netty says of a connection that takes nothing any more. */
    private static final long OF_ENDED_CONNECTION = Long.MAX_VALUE;

    private final Channel channel;
    private final HeldMemory memory;
    private long counted;

    /**
     * @param memory the connection's own
     */
    public Untaken(Channel channel, HeldMemory memory) {
        this.channel = channel;
        this.memory = memory;
    }

    /**
     * Counts anew. Call this after a write, and when the connection's other end has taken something.
     *
     * @throws NoRoomException where there is no room for what waits. It waits all the same, so that only the connection's end helps
     */
    public void count() {
        long before = channel.bytesBeforeWritable();
        // A connection that has ended is not writable, either, and its end has let go of all that waited.
        if (channel.isWritable() || before == OF_ENDED_CONNECTION) {
            if (counted > 0) {
                memory.buffers().giveBack(counted);
                counted = 0;
            }
            return;
        }
        long waiting = before + channel.config().getWriteBufferLowWaterMark();
        if (waiting > counted) {
            memory.buffers().take(waiting - counted);
        } else {
            memory.buffers().giveBack(counted - waiting);
        }
        counted = waiting;
    }
}
