package io.slipcover.server;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;
import io.slipcover.report.Fault;
import io.slipcover.report.FaultLog;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** One handshake, which ends with the protocol that both ends have agreed on, or with the connection. */
@SuppressWarnings("FutureReturnValueIgnored") // Channels tell their handlers what became of a close.
final class Negotiation extends ApplicationProtocolNegotiationHandler {

    static final String FAILED = "a handshake failed";

    private final Duration timeout;
    private final FaultLog faults;
    private final Runnable over;
    private final BiConsumer<Channel, String> then;
    private @Nullable Future<?> timer;

    /**
     * @param faults hears of it where it fails
     * @param over is told once when the handshake is over, however it went
     * @param then hears what was agreed on
     */
    Negotiation(Duration timeout, FaultLog faults, Runnable over, BiConsumer<Channel, String> then) {
        // A client that names no protocol speaks HTTP/1.1.
        super(ApplicationProtocolNames.HTTP_1_1);
        this.timeout = timeout;
        this.faults = faults;
        this.over = over;
        this.then = then;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) throws Exception {
        timer = context.executor()
                .schedule(
                        () -> {
                            faults.tell(Fault.ofClient(FAILED, "it took too long (tls: handshake-timeout)"));
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
        Throwable inner = cause instanceof DecoderException && cause.getCause() != null ? cause.getCause() : cause;
        faults.tell(Fault.ofClient(FAILED, inner.getClass().getSimpleName()), inner);
        Secured.close(context.channel());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        handshakeFailure(context, cause);
    }
}
