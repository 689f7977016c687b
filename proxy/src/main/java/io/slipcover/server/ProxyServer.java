package io.slipcover.server;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.slipcover.config.CannotListenException;
import io.slipcover.config.HeadLimits;
import io.slipcover.config.ServerTls;
import io.slipcover.dispatch.ProxyConfiguration;
import io.slipcover.memory.HeldMemory;
import io.slipcover.question.UpQuestion;
import io.slipcover.report.Family;
import io.slipcover.upstream.CouchHealth;
import io.slipcover.upstream.HealthChecks;
import io.slipcover.upstream.NodeNumbers;
import io.slipcover.upstream.Transport;
import io.slipcover.upstream.UpstreamPool;
import io.slipcover.upstream.Upstreams;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running proxy: it listens, and hands each connection to one of its event loops. */
@SuppressWarnings("FutureReturnValueIgnored") // Channels tell their handlers what became of a write or a close.
public final class ProxyServer implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(ProxyServer.class);

    /**
     * How many clients may wait for the proxy to accept them. After a restart all clients wait. A client that finds no
     * room tries again a second later.
     */
    private static final int BACKLOG = 4096;

    /** How long an event loop may be late before the proxy is taken for stalled. */
    private static final long PATIENCE_WITH_EVENT_LOOPS = TimeUnit.SECONDS.toNanos(10);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private static final long PATIENCE_WITH_NODES_MILLISECONDS = 2_000;

    /** How long channels are given to close at the end. */
    private static final long CLOSE_SECONDS = 5;

    private final Transport transport;
    private final EventLoopGroup eventLoops;
    private final Map<EventLoop, UpstreamPool> pools = new ConcurrentHashMap<>();
    private final Drain drain = new Drain();
    private final ConnectionCounts counts = new ConnectionCounts();

    /** All channels but the one that listens. One that is added after it was closed is closed at once. */
    private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);

    private final Map<EventLoop, EventLoopWatch> watches = new LinkedHashMap<>();
    private final UpQuestion health;

    private final Channel listening;

    private final Handshakes handshakes;
    private final Requests requests = new Requests(this::configuration);

    private volatile ProxyConfiguration configuration;

    /** TLS as the configuration has it; null where clients speak plain text. */
    private volatile @Nullable ClientTls tls;

    private ProxyServer(
            InetSocketAddress address, int eventLoopCount, Transport transport, ProxyConfiguration configuration) {
        this.transport = transport;
        this.configuration = configuration;
        this.tls = tlsOf(configuration);
        this.handshakes = new Handshakes(
                configuration.reports().faults(), configuration.reports().memory());
        this.eventLoops = new MultiThreadIoEventLoopGroup(
                eventLoopCount, new DefaultThreadFactory("slipcover", true), transport.handlers());
        try {
            this.listening = bind(address);
        } catch (RuntimeException exception) {
            eventLoops.shutdownGracefully(0, 0, TimeUnit.SECONDS);
            throw exception;
        }
        for (EventExecutor executor : eventLoops) {
            EventLoop eventLoop = (EventLoop) executor;
            watches.put(eventLoop, EventLoopWatch.over(eventLoop, pool(eventLoop)::count));
        }
        configuration
                .reports()
                .add(Family.gauge(
                        "slipcover_client_connections", "Connections of clients that are open.", this::connections));
        configuration.reports().add(new NodeNumbers(this::upstreams));
        configuration.reports().add(this::eventLoopLag);
        EventLoop asking = eventLoops.next();
        this.health = new UpQuestion(asking, pool(asking), this::upstreams, PATIENCE_WITH_NODES_MILLISECONDS);
        new HealthChecks(pool(asking), this::upstreams).begin();
    }

    /**
     * Starts the proxy at an address. Port 0 picks a free port.
     *
     * @throws CannotListenException where the address cannot be had
     */
    public static ProxyServer start(
            InetSocketAddress address, int eventLoops, Transport transport, ProxyConfiguration configuration) {
        return new ProxyServer(address, eventLoops, transport, configuration);
    }

    private Channel bind(InetSocketAddress address) {
        ChannelFuture bound = transport
                .acceptingClients(new ServerBootstrap())
                .group(eventLoops)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                // A client may close its sending half and wait for the answer.
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        accept(channel);
                    }
                })
                .bind(address)
                .awaitUninterruptibly();
        Throwable cause = bound.cause();
        if (cause != null) {
            throw new CannotListenException(address, cause);
        }
        return bound.channel();
    }

    private ProxyConfiguration configuration() {
        return configuration;
    }

    private static @Nullable ClientTls tlsOf(ProxyConfiguration configuration) {
        ServerTls settings = configuration.tls();
        return settings == null ? null : ClientTls.of(settings);
    }

    private void accept(Channel channel) {
        channels.add(channel);
        ProxyConfiguration now = configuration;
        InetAddress address = countedAddress(channel, now);
        String exceeded = counts.enter(address, now.limitsAsTold().connections());
        if (exceeded != null) {
            now.reports().shed(exceeded);
            channel.pipeline().addLast(new RefusedConnection(exceeded));
            return;
        }
        channel.closeFuture().addListener(closed -> counts.leave(address));
        ClientTls current = tls;
        if (current == null) {
            serve(channel, ApplicationProtocolNames.HTTP_1_1, Peer.inPlainText(channel));
        } else {
            handshakes.begin(
                    channel,
                    current,
                    (secured, protocol) -> serve(
                            secured,
                            protocol,
                            new Peer(
                                    new ClientAddress(secured),
                                    true,
                                    current.asksForCertificates() ? Secured.certificate(secured) : null)));
        }
    }

    private void serve(Channel channel, String protocol, Peer peer) {
        UpstreamPool pool = pool(channel.eventLoop());
        ProxyConfiguration now = configuration;
        pool.limitWaiting(now.limitsAsTold().connections().waiting());
        HeldMemory memory = now.reports().memory().open();
        if (protocol.equals(ApplicationProtocolNames.HTTP_2)) {
            StreamingConnection connection = new StreamingConnection(requests, pool, channel, peer, drain, memory);
            drain.opened(connection);
            connection.begin();
            return;
        }
        ClientConnection connection = new ClientConnection(requests, pool, channel, peer, drain, memory);
        HeadLimits heads = now.limitsAsTold().head();
        HeadMemory headMemory = new HeadMemory(memory, heads, connection::refuseHead);
        connection.counts(headMemory);
        drain.opened(connection);
        channel.pipeline()
                .addLast(
                        headMemory,
                        new RequestCodec(
                                new HttpDecoderConfig()
                                        .setMaxInitialLineLength(heads.firstLine())
                                        .setMaxHeaderSize(heads.headers())
                                        .setHeadersFactory(headMemory)
                                        .setTrailersFactory(headMemory.trailers())
                                        .setMaxChunkSize(Transport.MAXIMUM_READ),
                                headMemory),
                        connection);
    }

    /** The address whose connections are limited; null for a trusted proxy, which has the connections of many clients. */
    private static @Nullable InetAddress countedAddress(Channel channel, ProxyConfiguration configuration) {
        InetAddress address = new ClientAddress(channel).address();
        return address == null || configuration.trusts(address) ? null : address;
    }

    private Upstreams upstreams() {
        return configuration.upstreams();
    }

    private UpstreamPool pool(EventLoop eventLoop) {
        return pools.computeIfAbsent(
                eventLoop,
                loop -> new UpstreamPool(
                        loop, transport, channels, configuration.reports(), () -> configuration.timeouts()));
    }

    /** Whether all event loops get on with their work. */
    public boolean isAlive() {
        return watches.values().stream().allMatch(watch -> watch.isAlive(PATIENCE_WITH_EVENT_LOOPS));
    }

    private List<Family> eventLoopLag() {
        List<Family.Point> points = new ArrayList<>();
        for (EventLoopWatch watch : watches.values()) {
            points.add(new Family.Value(
                    Map.of("event_loop", Integer.toString(points.size())),
                    (double) watch.lag() / EventLoopWatch.SECOND));
        }
        return List.of(new Family(
                "slipcover_event_loop_lag_seconds",
                Family.Kind.GAUGE,
                "How late an event loop has been at most in the last half minute, or is now. Clients wait so long for it.",
                points));
    }

    /** What is known of whether CouchDB serves clients. */
    public CouchHealth couch() {
        return health;
    }

    /** Whether clients are told to go elsewhere. */
    public boolean isDraining() {
        return drain.isAnnounced();
    }

    /** The address where the proxy listens. */
    public InetSocketAddress address() {
        return (InetSocketAddress) listening.localAddress();
    }

    /** Whether clients speak TLS. */
    public boolean isSecure() {
        return tls != null;
    }

    /** How many handshakes are under way. */
    int handshakes() {
        return handshakes.underWay();
    }

    /** How many connections of clients are open. */
    public int connections() {
        return drain.connections().size();
    }

    /**
     * Takes a new configuration for all exchanges from now on. Exchanges under way keep the configuration that they
     * began with, and connections their certificates. What is known of nodes that stay is kept. Feeds end whose clients would
     * see something else now, so that these clients ask again.
     *
     * @throws IllegalStateException where TLS cannot be set up as the configuration has it; then all stays as it was
     */
    public void reload(ProxyConfiguration next) {
        tls = tlsOf(next);
        next.upstreams().takeOver(configuration.upstreams());
        ProxyConfiguration before = configuration;
        configuration = next;
        for (OpenConnection connection : drain.connections()) {
            connection.endFeedUnless(record -> before.showsTheSameAs(next, record.database(), record.version()));
        }
    }

    /** Tells clients from now on to go elsewhere. The server goes on, because clients may not have heard of it yet. */
    public void announceEnd() {
        drain.announce();
    }

    /** What waits a little and may lose its patience meanwhile. */
    @FunctionalInterface
    public interface Pause {
        /** Waits so long. Gives whether nobody waits any longer, and everything is to end at once. */
        boolean isEnough(Duration time) throws InterruptedException;
    }

    /**
     * Takes no more connections, ends feeds, lets other requests that are under way come to their end until the timeout, and stops.
     */
    public void drain(Duration timeout, Pause pause) throws InterruptedException {
        long end = System.nanoTime() + timeout.toNanos();
        drain.begin();
        listening.close().syncUninterruptibly();
        drain.connections().forEach(OpenConnection::drain);
        boolean enough = false;
        while (!enough && !drain.connections().isEmpty() && System.nanoTime() - end < 0) {
            enough = pause.isEnough(BETWEEN_LOOKS);
        }
        LOGGER.atInfo().addKeyValue("cut", drain.connections().size()).log("drained");
        close();
    }

    /** Takes no more connections, and lets requests come to their end until the timeout. */
    public void drain(long timeout, TimeUnit unit) {
        try {
            drain(Duration.of(timeout, unit.toChronoUnit()), time -> {
                Thread.sleep(time.toMillis());
                return false;
            });
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            close();
        }
    }

    /**
     * Leaves the event loops without a channel. An event loop that is told to end while channels come and go ends with stack traces: of the
     * channel that it can register no more, of the task that it takes no more.
     */
    private void closeChannels() {
        awaitTurn(); // What was accepted before is in the group then.
        pools.values().forEach(UpstreamPool::end);
        // Clients first: what becomes of CouchDB's connections is no answer to anybody now.
        channels.close(channel -> channel.parent() != null).awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
        channels.close().awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
        awaitTurn(); // What was about to connect has found the group closed.
    }

    /** Waits until each event loop has done what it was told until now. */
    private void awaitTurn() {
        for (EventExecutor eventLoop : eventLoops) {
            eventLoop.submit(() -> {}).awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** Stops at once, in the middle of requests that are under way. */
    @Override
    public void close() {
        if (eventLoops.isTerminated()) {
            return;
        }
        drain.begin();
        listening.close().syncUninterruptibly();
        closeChannels();
        eventLoops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
