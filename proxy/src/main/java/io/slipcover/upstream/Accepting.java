package io.slipcover.upstream;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When a channel that listens takes no more connections for now. It stops while as many are open as may be: the descriptors that are left
 * are for other connections. It pauses when a connection cannot be accepted, as where no file descriptor is left: to ask for the client
 * again at once would fail again at once. The kernel keeps the clients waiting.
 */
@SuppressWarnings("FutureReturnValueIgnored") // The end of a pause never fails.
final class Accepting extends ChannelInboundHandlerAdapter {
    private static final Logger LOGGER = LoggerFactory.getLogger(Accepting.class);

    private static final long FIRST_MILLISECONDS = 10;
    private static final long LONGEST_MILLISECONDS = 1_000;

    static {
        // No class can be loaded from a folder later, when no descriptor is left.
        Descriptors.load();
    }

    private final int most;
    private final AtomicInteger open = new AtomicInteger();

    private long milliseconds = FIRST_MILLISECONDS;
    private boolean pausing;

    /**
     * @param most how many connections may be open
     */
    Accepting(int most) {
        this.most = most;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object accepted) {
        milliseconds = FIRST_MILLISECONDS;
        if (accepted instanceof Channel client) {
            count(context.channel(), client);
        }
        context.fireChannelRead(accepted);
    }

    private void count(Channel listening, Channel client) {
        client.closeFuture().addListener(closed -> {
            if (open.getAndDecrement() == most) {
                listening.eventLoop().execute(() -> update(listening));
            }
        });
        if (open.incrementAndGet() >= most) {
            Descriptors.tellShort();
            update(listening);
        }
    }

    private void update(Channel listening) {
        listening.config().setAutoRead(!pausing && open.get() < most);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof IOException)) {
            context.fireExceptionCaught(cause);
            return;
        }
        if (pausing) {
            return; // What was asked of the kernel before the pause.
        }
        pause(context.channel());
        if (Descriptors.areUsedUp(cause)) {
            Descriptors.tellUsedUp();
        } else {
            LOGGER.atWarn().addKeyValue("cause", cause).log("a connection could not be accepted");
        }
    }

    private void pause(Channel channel) {
        pausing = true;
        update(channel);
        channel.eventLoop()
                .schedule(
                        () -> {
                            pausing = false;
                            update(channel);
                        },
                        milliseconds,
                        TimeUnit.MILLISECONDS);
        milliseconds = Math.min(LONGEST_MILLISECONDS, 2 * milliseconds);
    }
}
