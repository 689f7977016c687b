package io.slipcover.server;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.handler.ssl.SniHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.slipcover.config.ServerTls;
import io.slipcover.report.Fault;
import io.slipcover.report.FaultLog;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/**
 * The handshakes that are under way on all event loops. A signature takes a millisecond or several, and an event loop serves thousands of
 * clients, so handshakes do such work on threads of their own.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Channels tell their handlers what became of a close.
final class Handshakes {
    private static final int IDLE_SECONDS = 30;

    private final FaultLog faults;
    private final Executor threads = threads();
    private final AtomicInteger underWay = new AtomicInteger();

    private static Executor threads() {
        int count = Math.max(2, Runtime.getRuntime().availableProcessors());
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                count,
                count,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(), // As many as there are handshakes, which are counted.
                new DefaultThreadFactory("handshakes", true));
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    /** @param faults hears of those that fail */
    Handshakes(FaultLog faults) {
        this.faults = faults;
    }

    /** How many are under way. */
    int underWay() {
        return underWay.get();
    }

    /**
     * Begins one on a connection that has just been accepted, unless too many are under way. Then the connection is closed.
     *
     * @param then gets the channel, and the protocol that both ends have agreed on, when the handshake is over
     */
    void begin(Channel channel, ClientTls tls, BiConsumer<Channel, String> then) {
        ServerTls settings = tls.settings();
        if (underWay.incrementAndGet() > settings.handshakes()) {
            underWay.decrementAndGet();
            faults.tell(Fault.ofClient(Negotiation.FAILED, "too many are under way (tls: handshakes)"));
            channel.close();
            return;
        }
        channel.pipeline()
                .addLast(
                        hello(tls),
                        new Negotiation(settings.handshakeTimeout(), faults, underWay::decrementAndGet, then));
    }

    /** The handler of a client's first words, which name the host; a handler with that host's certificate then takes its place. */
    private ChannelHandler hello(ClientTls tls) {
        // The negotiation has one time limit for all of it.
        return new SniHandler((host, promise) -> promise.setSuccess(tls.forHost(host)), 0, 0) {
            @Override
            protected SslHandler newSslHandler(SslContext context, ByteBufAllocator allocator) {
                SslHandler handler = context.newHandler(allocator, threads);
                handler.setHandshakeTimeoutMillis(0);
                return handler;
            }
        };
    }
}
