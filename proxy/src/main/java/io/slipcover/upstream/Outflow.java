package io.slipcover.upstream;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.unix.RawUnixChannelOption;
import io.netty.channel.unix.UnixChannel;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * What a connection has still to send, and whether the other end takes any of it. The kernel tells that it has room again only when a third
 * of its buffer is free, which is some megabytes for a fast network. So a look asks the kernel, too, how much the other end has
 * acknowledged: a slow client is alive.
 */
public final class Outflow {
    /** {@code TCP_INFO} of {@code IPPROTO_TCP}, with the members up to {@code tcpi_bytes_acked} (linux/tcp.h). */
    private static final RawUnixChannelOption INFORMATION = new RawUnixChannelOption("TCP_INFO", 6, 11, 128);

    private static final int ACKNOWLEDGED = 120;

    /** {@code TCP_CLOSE}, a value of {@code tcpi_state}, the first member. */
    private static final byte CLOSED = 7;

    private final Channel channel;
    private @Nullable Object first;
    private long progress;
    private long acknowledged;

    public Outflow(Channel channel) {
        this.channel = channel;
    }

    /** Whether anything that was flushed has not been sent yet. */
    public boolean isWaiting() {
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        return buffer != null && !buffer.isEmpty();
    }

    /** Whether the other end has taken anything since the last look. */
    public boolean hasMoved() {
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        if (buffer == null) {
            return false;
        }
        Object nowFirst = buffer.current();
        long nowProgress = buffer.currentProgress();
        long nowAcknowledged = acknowledged();
        boolean moved = nowFirst != first || nowProgress != progress || nowAcknowledged != acknowledged;
        first = nowFirst;
        progress = nowProgress;
        acknowledged = nowAcknowledged;
        return moved;
    }

    /**
     * Whether the other end has reset the connection. The transport io_uring does not always tell after the
     * reading was stopped for a while. False where the transport cannot tell.
     */
    public boolean isReset() {
        ByteBuffer information = information();
        return information != null && information.hasRemaining() && information.get(0) == CLOSED;
    }

    private @Nullable ByteBuffer information() {
        return channel instanceof UnixChannel && channel.isActive()
                ? channel.config().getOption(INFORMATION)
                : null;
    }

    /** How many bytes the other end has acknowledged; 0 where the transport cannot tell. */
    private long acknowledged() {
        ByteBuffer information = information();
        return information == null || information.limit() < ACKNOWLEDGED + Long.BYTES
                ? 0
                : information.order(ByteOrder.nativeOrder()).getLong(ACKNOWLEDGED);
    }
}
