package io.slipcover.cli;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDomainDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.unix.DomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Whoever started the program and wants to know when it serves: systemd, by the protocol of sd_notify(3). The environment variable
 * {@code NOTIFY_SOCKET} names the socket on which systemd hears; without it, nobody wants to know.
 */
record Supervisor(@Nullable String socket) {
    private static final long SECONDS = 5;

    /** The one that the environment names. */
    static Supervisor ofEnvironment() {
        return new Supervisor(System.getenv("NOTIFY_SOCKET"));
    }

    /** Tells that the program takes connections. */
    void ready() {
        tell("READY=1\nSTATUS=Serving");
    }

    /** Tells that the program has begun to end. */
    void stopping() {
        tell("STOPPING=1\nSTATUS=Waiting for requests that are under way");
    }

    private void tell(String state) {
        if (socket == null || socket.isEmpty()) {
            return;
        }
        try {
            send(state, socket);
        } catch (Exception | LinkageError failed) {
            LoggerFactory.getLogger(Supervisor.class)
                    .atWarn()
                    .addKeyValue("socket", socket)
                    .addKeyValue("cause", failed.toString())
                    .log("the supervisor does not hear");
        }
    }

    private static void send(String state, String socket) {
        // Java itself has no datagrams for sockets of this kind.
        Epoll.ensureAvailability();
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
        try {
            // A name that begins with "@" stands for one outside of the file system.
            String path = socket.startsWith("@") ? '\0' + socket.substring(1) : socket;
            Channel channel = new Bootstrap()
                    .group(group)
                    .channel(EpollDomainDatagramChannel.class)
                    .handler(new ChannelInboundHandlerAdapter())
                    .connect(new DomainSocketAddress(path))
                    .syncUninterruptibly()
                    .channel();
            channel.writeAndFlush(Unpooled.copiedBuffer(state, StandardCharsets.UTF_8))
                    .syncUninterruptibly();
            channel.close().syncUninterruptibly();
        } finally {
            group.shutdownGracefully(0, SECONDS, TimeUnit.SECONDS).syncUninterruptibly();
        }
    }
}
