package io.slipcover.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDomainDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.unix.DomainDatagramPacket;
import io.netty.channel.unix.DomainSocketAddress;
import io.slipcover.testbed.Patience;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What systemd hears, at a socket such as systemd's. */
final class SupervisorTest {
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    @TempDir
    private Path folder;

    private EventLoopGroup group;

    @BeforeEach
    void needEpoll() {
        assumeTrue(Epoll.isAvailable(), "systemd is Linux's");
        group = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    }

    @AfterEach
    void end() {
        if (group != null) {
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
        }
    }

    private Channel hear(String path) {
        return new Bootstrap()
                .group(group)
                .channel(EpollDomainDatagramChannel.class)
                .handler(new SimpleChannelInboundHandler<DomainDatagramPacket>() {
                    @Override
                    protected void channelRead0(ChannelHandlerContext context, DomainDatagramPacket packet) {
                        heard.add(packet.content().toString(StandardCharsets.UTF_8));
                    }
                })
                .bind(new DomainSocketAddress(path))
                .syncUninterruptibly()
                .channel();
    }

    @Test
    void tell_socketInTheFileSystem_isHeard() {
        String path = folder.resolve("notify").toString();
        hear(path);

        new Supervisor(path).ready();
        new Supervisor(path).stopping();

        assertThat(Patience.next(heard)).startsWith("READY=1\n");
        assertThat(Patience.next(heard)).startsWith("STOPPING=1\n");
    }

    @Test
    void tell_socketOutsideOfTheFileSystem_isHeard() {
        String name = "slipcover-" + UUID.randomUUID();
        hear('\0' + name);

        new Supervisor("@" + name).ready();

        assertThat(Patience.next(heard)).startsWith("READY=1\n");
    }

    @Test
    void tell_nobodyHears_failsNothing() {
        new Supervisor(folder.resolve("gone").toString()).ready();
        new Supervisor("").ready();
        new Supervisor(null).ready();
    }

    @Test
    void serve_startedBySystemd_tellsThatItServesAndThatItEnds() throws Exception {
        String path = folder.resolve("notify").toString();
        hear(path);
        Files.createDirectory(folder.resolve("lenses"));
        Path configuration = Files.writeString(folder.resolve("slipcover.yaml"), """
                listen: 127.0.0.1:0
                documents: { type: { field: type }, version: { field: version } }
                releases: [{ name: "1", clients: "1.x", types: { note: 1 } }]
                """);
        ProcessBuilder command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Slipcover.class.getName(),
                "serve",
                "-c",
                configuration.toString());
        command.environment().put("NOTIFY_SOCKET", path);
        Process process = command.redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
        try {
            assertThat(Patience.next(heard)).startsWith("READY=1\n");
            assertThat(Files.readString(folder.resolve("output"))).contains("slipcover listening on http://");

            process.destroy();

            assertThat(Patience.next(heard)).startsWith("STOPPING=1\n");
            assertThat(process.waitFor(Patience.SECONDS_TO_WAIT, TimeUnit.SECONDS))
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
    }
}
