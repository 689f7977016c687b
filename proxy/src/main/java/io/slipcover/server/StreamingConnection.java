package io.slipcover.server;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http2.DefaultHttp2GoAwayFrame;
import io.netty.handler.codec.http2.DefaultHttp2WindowUpdateFrame;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.util.ReferenceCountUtil;
import io.slipcover.json.NoRoomException;
import io.slipcover.memory.HeldMemory;
import io.slipcover.report.Fault;
import io.slipcover.report.RequestRecord;
import io.slipcover.upstream.Outflow;
import io.slipcover.upstream.Ticks;
import io.slipcover.upstream.UpstreamPool;
import io.slipcover.upstream.Wait;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** One client's connection that speaks HTTP/2. Each of its {@linkplain ClientStream streams} is one request. Lives on one event loop. */
@SuppressWarnings("FutureReturnValueIgnored") // Channels tell their handlers what became of a write or a close.
final class StreamingConnection extends ChannelInboundHandlerAdapter implements OpenConnection, Ticks.Waiter {
    /** How many requests may be under way on one connection. Browsers open one connection for all pages of a site. */
    private static final int MAXIMUM_STREAMS = 128;

    /** How much of one body a client may send before CouchDB has taken it. */
    private static final int STREAM_WINDOW = 128 * 1024;

    /** How much of all bodies together. So a body that CouchDB does not take holds up no other, unless there are eight. */
    private static final int CONNECTION_WINDOW = 1 << 20;

    /** The window of a new connection (RFC 9113, section 6.9.2). */
    private static final int FIRST_WINDOW = 65_535;

    /** How many answers to pings and settings may wait for a client that reads none of them. */
    private static final int MAXIMUM_CONTROL_FRAMES = 1000;

    /** How many streams a client may break off in so many seconds. A stream costs a server more than its opening costs a client. */
    private static final int MAXIMUM_RESETS = 200;

    private static final int RESET_SECONDS = 30;

    private final Requests requests;
    private final UpstreamPool pool;
    private final Channel channel;
    private final Peer peer;
    private final Drain drain;
    private final Set<ClientStream> streams = new LinkedHashSet<>();

    /** What this connection holds beside its streams. */
    private final HeldMemory memory;

    private final Http2FrameCodec codec;

    /** How many bytes count that have come and that no stream has read yet. */
    private long unread;

    private boolean leaving;
    private final Wait wait;
    private final Outflow outflow;

    StreamingConnection(
            Requests requests, UpstreamPool pool, Channel channel, Peer peer, Drain drain, HeldMemory memory) {
        this.requests = requests;
        this.pool = pool;
        this.channel = channel;
        this.peer = peer;
        this.drain = drain;
        this.memory = memory;
        this.codec = codec();
        this.wait = new Wait(pool.ticks());
        this.outflow = new Outflow(channel);
    }

    /** Has the channel speak HTTP/2 from now on. */
    void begin() {
        channel.pipeline()
                .addLast(
                        codec,
                        new Http2MultiplexHandler(new ChannelInitializer<Channel>() {
                            @Override
                            protected void initChannel(Channel stream) {
                                ClientStream begun = new ClientStream(StreamingConnection.this, stream);
                                streams.add(begun);
                                stream.pipeline().addLast(begun);
                            }
                        }),
                        this);
        pool.ticks().add(this);
        channel.writeAndFlush(new DefaultHttp2WindowUpdateFrame(CONNECTION_WINDOW - FIRST_WINDOW));
    }

    private Http2FrameCodec codec() {
        return Http2FrameCodecBuilder.forServer()
                .initialSettings(Http2Settings.defaultSettings()
                        .maxConcurrentStreams(MAXIMUM_STREAMS)
                        .initialWindowSize(STREAM_WINDOW)
                        .maxHeaderListSize(requests.limits().head().headers()))
                .encoderEnforceMaxQueuedControlFrames(MAXIMUM_CONTROL_FRAMES)
                .decoderEnforceMaxRstFramesPerWindow(MAXIMUM_RESETS, RESET_SECONDS)
                .encoderEnforceMaxRstFramesPerWindow(MAXIMUM_RESETS, RESET_SECONDS)
                .gracefulShutdownTimeoutMillis(0)
                .build();
    }

    Requests requests() {
        return requests;
    }

    UpstreamPool pool() {
        return pool;
    }

    Peer peer() {
        return peer;
    }

    boolean isToGoElsewhere() {
        return drain.isAnnounced();
    }

    /** What is about the connection itself: settings, pings, a client that takes its leave. The codec has dealt with it. */
    @Override
    public void channelRead(ChannelHandlerContext context, Object frame) {
        ReferenceCountUtil.release(frame);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        countUnread();
    }

    /** Counts what waits for streams that do not read. Where there is no room for it, the connection ends. */
    private void countUnread() {
        Http2Connection streaming = codec.connection();
        long now = streaming.local().flowController().unconsumedBytes(streaming.connectionStream());
        long before = unread;
        unread = now;
        try {
            if (now > before) {
                memory.buffers().take(now - before);
            } else {
                memory.buffers().giveBack(before - now);
            }
        } catch (NoRoomException exception) {
            channel.close();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            channel.close(); // A client that sends no more cannot take an answer, either: it could not make room for
            // more of it.
        }
        ReferenceCountUtil.release(event);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        drain.gone(this);
        pool.ticks().remove(this);
        List.copyOf(streams).forEach(ClientStream::gone);
        memory.close();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof Http2Exception failure) {
            pool.reports()
                    .faults()
                    .tell(Fault.ofClient(
                            "a client broke the rules of HTTP/2",
                            failure.error().name()));
        } else {
            if (!(cause instanceof IOException)) {
                requests.failed(cause);
            } // With such a one, the codec takes leave, and says why.
            channel.close();
        }
    }

    // ---- what the streams tell

    /** An answer has been written whole. */
    void answered() {
        if (drain.isAnnounced()) {
            leave();
        }
    }

    /** A stream is over. */
    void ended(ClientStream stream) {
        if (streams.remove(stream)) {
            closeWhereNothingIsLeft();
        }
    }

    private void closeWhereNothingIsLeft() {
        if (leaving && streams.isEmpty()) {
            channel.close();
        }
    }

    /** Tells the client to begin no more requests here. What it sends all the same, it knows not to have been looked at. */
    private void leave() {
        if (!leaving && channel.isActive()) {
            leaving = true;
            channel.writeAndFlush(new DefaultHttp2GoAwayFrame(Http2Error.NO_ERROR))
                    .addListener((ChannelFutureListener) told -> closeWhereNothingIsLeft());
        }
    }

    // ---- what the server asks for, from any thread

    @Override
    public void drain() {
        channel.eventLoop().execute(() -> {
            leave();
            List.copyOf(streams).forEach(ClientStream::drain);
        });
    }

    @Override
    public void endFeedUnless(Predicate<RequestRecord> holds) {
        channel.eventLoop().execute(() -> List.copyOf(streams).forEach(stream -> stream.endFeedUnless(holds)));
    }

    // ---- what is waited for

    @Override
    public void tick() {
        if (outflow.isReset()) {
            channel.close();
            return;
        }
        countUnread();
        if (!streams.isEmpty()) {
            wait.moved();
            List.copyOf(streams).forEach(stream -> stream.tick(pool.ticks().timeouts()));
        } else if (wait.isTooLong(ClientLimit.IDLE, pool.ticks().timeouts().idle())) {
            channel.close();
        }
    }
}
