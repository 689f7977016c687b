package io.slipcover.upstream;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.slipcover.config.Timeouts;
import io.slipcover.report.LoopCounts;
import io.slipcover.report.Reports;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The pool of one event loop's connections to CouchDB. The pool hands out the connection that was used last. So
 * connections that nobody needs grow old, and the pool closes them well before CouchDB would (five minutes).
 */
@SuppressWarnings("FutureReturnValueIgnored") // Channels tell their handlers what became of a write or a close.
public final class UpstreamPool {
    private static final long IDLE_NANOSECONDS = TimeUnit.SECONDS.toNanos(60);
    private static final int SWEEP_SECONDS = 20;
    private static final int MAXIMUM_LINE = 16 * 1024;
    private static final int MAXIMUM_HEADERS = 256 * 1024;

    private final EventLoop eventLoop;
    private final Transport transport;
    private final ChannelGroup channels;
    private final Reports reports;
    private final Ticks ticks;
    private final Map<UpstreamAddress, Deque<UpstreamConnection>> idle = new HashMap<>();
    private final HttpDecoderConfig decoding = new HttpDecoderConfig()
            .setMaxInitialLineLength(MAXIMUM_LINE)
            .setMaxHeaderSize(MAXIMUM_HEADERS)
            .setMaxChunkSize(Transport.MAXIMUM_READ)
            // The head is CouchDB's and leaves as it came; the decoder refuses line breaks in it without this.
            .setValidateHeaders(false);

    private final LoopCounts counts;

    /** How many connections are open, and how many are being made. */
    private int open;

    private int connecting;
    private boolean sweeping;
    private volatile boolean ending;

    /** How many requests of all event loops may wait for a connection. */
    private volatile int waitingLimit = Integer.MAX_VALUE;

    public UpstreamPool(EventLoop eventLoop, Transport transport) {
        this(eventLoop, transport, new DefaultChannelGroup(eventLoop), new Reports(), () -> Timeouts.DEFAULTS);
    }

    /**
     * A pool whose connections somebody else closes in the end.
     *
     * @param channels get each connection when it is made
     * @param reports tell operators of what fails here
     * @param timeouts gives the times that hold now
     */
    public UpstreamPool(
            EventLoop eventLoop,
            Transport transport,
            ChannelGroup channels,
            Reports reports,
            Supplier<Timeouts> timeouts) {
        this.eventLoop = eventLoop;
        this.channels = channels;
        this.reports = reports;
        this.transport = transport;
        this.ticks = new Ticks(eventLoop, timeouts, reports.faults());
        this.counts = reports.newLoop();
    }

    /** What the event loop counts. */
    public LoopCounts counts() {
        return counts;
    }

    /** Tells how many connections there are. Somebody calls this once in a while, so that a request need not. */
    public void count() {
        int unused = 0;
        for (Deque<UpstreamConnection> connections : idle.values()) {
            unused += connections.size();
        }
        counts.connections(unused, open - unused, connecting);
    }

    /** Lets no more requests wait for a connection, over all event loops. */
    public void limitWaiting(int requests) {
        waitingLimit = requests;
    }

    /**
     * Asks for a connection to one of the servers.
     *
     * @param fresh whether it has to be a new connection, because a used one has just failed
     */
    public void acquire(Upstreams upstreams, boolean fresh, ConnectionTaker taker) {
        Node node = upstreams.next(List.of());
        if (node == null) {
            throw new IllegalStateException("no upstream");
        }
        UpstreamConnection connection = fresh ? null : poll(node);
        if (connection != null) {
            taker.connected(connection);
        } else if (reports.beginWaiting(waitingLimit)) {
            new Acquisition(this, upstreams, fresh, counted(taker)).begin(node);
        } else {
            int limit = waitingLimit;
            eventLoop.execute(() -> taker.unreachable(new TooManyWaitingException(limit)));
        }
    }

    /** A taker that counts as waiting until it hears of a connection. */
    private ConnectionTaker counted(ConnectionTaker taker) {
        return new ConnectionTaker() {
            @Override
            public void connected(UpstreamConnection connection) {
                reports.endWaiting();
                taker.connected(connection);
            }

            @Override
            public void unreachable(Throwable cause) {
                reports.endWaiting();
                taker.unreachable(cause);
            }
        };
    }

    /** Makes a new connection to a node. */
    void dial(Node node, Dialling.Listener listener) {
        Dialling dialling = new Dialling(
                eventLoop,
                BackgroundResolution.GROUP,
                address -> connect(node, address),
                connectMilliseconds(),
                listener);
        // Not before all that the event loop was told is dealt with. Netty knows channels by their descriptors:
        // it would take what was told of one that has been closed meanwhile for news of the new one that got its
        // number.
        eventLoop.execute(() -> dialling.begin(node.address()));
    }

    /** Runs something later on the event loop. */
    Future<?> later(Runnable what, long delay, TimeUnit unit) {
        return eventLoop.schedule(what, delay, unit);
    }

    /** The clock of the event loop. */
    public Ticks ticks() {
        return ticks;
    }

    /** From now on, connections end because Slipcover ends them, which tells nothing of CouchDB. Any thread may call this. */
    public void end() {
        ending = true;
    }

    boolean isEnding() {
        return ending;
    }

    /** The reports that tell operators of what fails here. */
    public Reports reports() {
        return reports;
    }

    /** The connection to a node that was used last and is idle. */
    @Nullable
    UpstreamConnection poll(Node node) {
        Deque<UpstreamConnection> connections = idle.get(node.address());
        if (connections == null) {
            return null;
        }
        long now = System.nanoTime();
        UpstreamConnection connection;
        while ((connection = connections.pollLast()) != null) {
            if (connection.isUsable(now, IDLE_NANOSECONDS)) {
                return connection;
            }
            connection.close();
        }
        return null;
    }

    private ChannelFuture connect(Node node, InetSocketAddress resolved) {
        UpstreamAddress address = node.address();
        connecting++;
        ChannelFuture made = transport
                .connecting(new Bootstrap())
                .group(eventLoop)
                .disableResolver()
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                // Where CouchDB has closed the connection, its answer is still to be read: that will tell of the end.
                .option(ChannelOption.AUTO_CLOSE, false)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, connectMilliseconds())
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channels.add(channel);
                        if (address.secure()) {
                            channel.pipeline().addLast(address.tls().handler(channel.alloc(), address));
                        }
                        AnswerDecoder decoder = new AnswerDecoder(decoding);
                        channel.pipeline()
                                .addLast(
                                        decoder,
                                        new HttpRequestEncoder(),
                                        new UpstreamConnection(UpstreamPool.this, node, channel, decoder));
                    }
                })
                .connect(resolved);
        made.addListener(done -> {
            if (eventLoop.inEventLoop()) {
                connected(done.isSuccess());
            } else {
                // Where not even a channel could be made, Netty says so on a thread of its own.
                eventLoop.execute(() -> connected(done.isSuccess()));
            }
        });
        return made;
    }

    private void connected(boolean success) {
        connecting--;
        if (success) {
            open++;
        }
    }

    private int connectMilliseconds() {
        return (int) Math.min(
                Integer.MAX_VALUE, Math.max(1, ticks.timeouts().connect().toMillis()));
    }

    void idle(UpstreamConnection connection) {
        idle.computeIfAbsent(connection.address(), address -> new ArrayDeque<>())
                .addLast(connection);
        if (!sweeping) {
            scheduleSweep();
        }
    }

    private void scheduleSweep() {
        sweeping = true;
        eventLoop.schedule(() -> sweep(System.nanoTime()), SWEEP_SECONDS, TimeUnit.SECONDS);
    }

    void gone(UpstreamConnection connection) {
        open--;
        Deque<UpstreamConnection> connections = idle.get(connection.address());
        if (connections != null) {
            connections.removeLastOccurrence(connection);
        }
    }

    /**
     * Closes connections that have been idle for long, and runs again while the pool has any connection. A connection
     * with a request under way is not in the pool.
     */
    void sweep(long now) {
        sweeping = false;
        boolean left = false;
        for (Deque<UpstreamConnection> connections : idle.values()) {
            for (Iterator<UpstreamConnection> iterator = connections.iterator(); iterator.hasNext(); ) {
                UpstreamConnection connection = iterator.next();
                if (connection.isUsable(now, IDLE_NANOSECONDS)) {
                    left = true;
                    break;
                }
                iterator.remove();
                connection.close();
            }
        }
        if (left) {
            scheduleSweep();
        }
    }
}
