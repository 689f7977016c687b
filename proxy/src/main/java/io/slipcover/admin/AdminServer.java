package io.slipcover.admin;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.slipcover.config.CannotListenException;
import io.slipcover.upstream.Transport;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The server for operators, on an address apart from the clients' address. It has an event loop of its own, so that clients and operators
 * never wait for each other. Whoever does not finish a question, or does not take its answer, is let go after a while.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Channels tell their handlers what became of a write or a close.
public final class AdminServer implements AutoCloseable {
    /** How long a question may take to arrive, its answer to be made, and its answer to be taken. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** How many bytes the bodies of all questions may take together. */
    private static final long MAXIMUM_BODIES = 8 << 20;

    private static final int MAXIMUM_LINE = 4 * 1024;
    private static final int MAXIMUM_HEADERS = 16 * 1024;

    private final EventLoopGroup eventLoop;
    private final AdminConnections connections;
    private final Channel listening;

    private AdminServer(
            InetSocketAddress address,
            Transport transport,
            @Nullable String token,
            Greeting greeting,
            List<AdminResource> resources,
            Duration patience) {
        Map<String, AdminResource> byPath =
                resources.stream().collect(Collectors.toUnmodifiableMap(AdminResource::path, Function.identity()));
        AdminQuestions questions = new AdminQuestions(
                byPath, token, token == null && greeting == Greeting.NONE, new HeldBodies(MAXIMUM_BODIES));
        this.connections = new AdminConnections(questions, patience);
        this.eventLoop = new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory("slipcover-admin", true), transport.handlers());
        ChannelFuture bound = transport
                .accepting(new ServerBootstrap())
                .group(eventLoop)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        greeting.begin(channel, AdminServer.this::accept);
                    }
                })
                .bind(address)
                .awaitUninterruptibly();
        Throwable cause = bound.cause();
        if (cause != null) {
            eventLoop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
            throw new CannotListenException(address, cause);
        }
        this.listening = bound.channel();
    }

    private void accept(Channel channel) {
        channel.pipeline()
                .addLast(
                        new HttpServerCodec(new HttpDecoderConfig()
                                .setMaxInitialLineLength(MAXIMUM_LINE)
                                .setMaxHeaderSize(MAXIMUM_HEADERS)),
                        connections.of(channel));
    }

    /**
     * Starts the server at an address. Port 0 picks a free port.
     *
     * @param token the word that operators have to know; null: none
     * @param greeting what happens on a connection before its first question
     * @throws CannotListenException where the address cannot be had
     */
    public static AdminServer start(
            InetSocketAddress address,
            Transport transport,
            @Nullable String token,
            Greeting greeting,
            List<AdminResource> resources) {
        return start(address, transport, token, greeting, resources, PATIENCE);
    }

    /** A server with a patience of its own, for tests. */
    static AdminServer start(
            InetSocketAddress address,
            Transport transport,
            @Nullable String token,
            Greeting greeting,
            List<AdminResource> resources,
            Duration patience) {
        return new AdminServer(address, transport, token, greeting, resources, patience);
    }

    /** The address where the server listens. */
    public InetSocketAddress address() {
        return (InetSocketAddress) listening.localAddress();
    }

    @Override
    public void close() {
        listening.close().syncUninterruptibly();
        eventLoop.submit(connections::closeAll).awaitUninterruptibly(1, TimeUnit.SECONDS);
        eventLoop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
