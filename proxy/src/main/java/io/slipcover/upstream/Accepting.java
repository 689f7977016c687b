package io.slipcover.upstream;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a channel that listens does when a connection cannot be accepted, as where no file descriptor is left. The kernel keeps the client
 * waiting. To ask for the client again at once would fail again at once, so the channel pauses for a moment, and longer each time.
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

    private long milliseconds = FIRST_MILLISECONDS;
    private boolean pausing;

    @Override
    public void channelRead(ChannelHandlerContext context, Object accepted) {
        milliseconds = FIRST_MILLISECONDS;
        context.fireChannelRead(accepted);
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
        channel.config().setAutoRead(false);
        channel.eventLoop()
                .schedule(
                        () -> {
                            pausing = false;
                            channel.config().setAutoRead(true);
                        },
                        milliseconds,
                        TimeUnit.MILLISECONDS);
        milliseconds = Math.min(LONGEST_MILLISECONDS, 2 * milliseconds);
    }
}
