package io.slipcover.server;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.handler.ssl.SniHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.slipcover.config.ServerTls;
import io.slipcover.json.NoRoomException;
import io.slipcover.memory.HeldMemory;
import io.slipcover.memory.Memory;
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
 * clients, so handshakes do such work on threads of their own. What handshakes hold counts.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Channels tell their handlers what became of a close.
final class Handshakes {
    private static final int IDLE_SECONDS = 30;

    /** The longest first words of a client. A client that announces more is refused before there is a buffer for them. */
    private static final int LONGEST_HELLO = 16 * 1024;

    /** The bytes that a handshake takes on the heap, and in buffers: estimates, and rather too high than too low. */
    private static final int HEAP_BYTES = 32 * 1024;

    private static final int BUFFER_BYTES = 32 * 1024;

    private final FaultLog faults;
    private final Memory memory;
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

    /**
     * @param faults hears of those that fail
     * @param memory has room for what they hold
     */
    Handshakes(FaultLog faults, Memory memory) {
        this.faults = faults;
        this.memory = memory;
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
        HeldMemory held = memory.open();
        try {
            held.heap().take(HEAP_BYTES);
            held.buffers().take(BUFFER_BYTES);
        } catch (NoRoomException exception) {
            over(held);
            faults.tell(Fault.ofClient(Negotiation.FAILED, String.valueOf(exception.getMessage())));
            channel.close();
            return;
        }
        channel.pipeline()
                .addLast(hello(tls), new Negotiation(settings.handshakeTimeout(), faults, () -> over(held), then));
    }

    private void over(HeldMemory held) {
        held.close();
        underWay.decrementAndGet();
    }

    /** The handler of a client's first words, which name the host; a handler with that host's certificate then takes its place. */
    private ChannelHandler hello(ClientTls tls) {
        // The negotiation has one time limit for all of it.
        return new SniHandler((host, promise) -> promise.setSuccess(tls.forHost(host)), LONGEST_HELLO, 0) {
            @Override
            protected SslHandler newSslHandler(SslContext context, ByteBufAllocator allocator) {
                SslHandler handler = context.newHandler(allocator, threads);
                handler.setHandshakeTimeoutMillis(0);
                return handler;
            }
        };
    }
}
