package io.slipcover.server;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One handshake, which ends with the protocol that both ends have agreed on, or with the connection. */
@SuppressWarnings("FutureReturnValueIgnored") // Channels tell their handlers what became of a close.
final class Negotiation extends ApplicationProtocolNegotiationHandler {
    private static final Logger LOGGER = LoggerFactory.getLogger(Negotiation.class);

    private final Duration timeout;
    private final Runnable over;
    private final BiConsumer<Channel, String> then;
    private @Nullable Future<?> timer;

    /**
     * @param over is told once when the handshake is over, however it went
     * @param then hears what was agreed on
     */
    Negotiation(Duration timeout, Runnable over, BiConsumer<Channel, String> then) {
        // A client that names no protocol speaks HTTP/1.1.
        super(ApplicationProtocolNames.HTTP_1_1);
        this.timeout = timeout;
        this.over = over;
        this.then = then;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) throws Exception {
        timer = context.executor()
                .schedule(
                        () -> {
                            LOGGER.atDebug().log("a handshake took too long");
                            Secured.close(context.channel());
                        },
                        timeout.toMillis(),
                        TimeUnit.MILLISECONDS);
        super.handlerAdded(context);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) throws Exception {
        Future<?> waiting = timer;
        timer = null;
        if (waiting != null) {
            waiting.cancel(false);
            over.run();
        }
        super.handlerRemoved(context);
    }

    /** A client that says no more has broken its handshake off. */
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
        if (event instanceof ChannelInputShutdownEvent) {
            Secured.close(context.channel());
        }
        super.userEventTriggered(context, event);
    }

    @Override
    protected void configurePipeline(ChannelHandlerContext context, String protocol) {
        then.accept(context.channel(), protocol);
    }

    /** A client that speaks no TLS, or whose certificate does not hold, is not this server's fault. */
    @Override
    protected void handshakeFailure(ChannelHandlerContext context, Throwable cause) {
        LOGGER.atDebug().addKeyValue("cause", cause).log("a handshake failed");
        Secured.close(context.channel());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        handshakeFailure(context, cause);
    }
}
