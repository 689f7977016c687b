package io.slipcover.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.slipcover.testbed.Patience;
import io.slipcover.testing.BlackHole;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A name that stands for several addresses. */
final class DiallingTest {
    private static final UpstreamAddress NAMED = UpstreamAddress.plain("couch.example", 1);

    private final EventLoopGroup group =
            new MultiThreadIoEventLoopGroup(1, Transport.nio().handlers());
    private final EventLoop loop = group.next();

    @AfterEach
    void close() {
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private record Failure(Throwable cause, boolean ofNode) {}

    /** Where the connection leads that is made to these addresses; a port stands behind each. */
    private CompletableFuture<Object> dial(InetSocketAddress... addresses) {
        return dial(Integer.MAX_VALUE, Runnable::run, addresses);
    }

    /**
     * @param limit how many milliseconds it may take
     * @param thread looks names up
     */
    private CompletableFuture<Object> dial(int limit, Executor thread, InetSocketAddress... addresses) {
        CompletableFuture<Object> told = new CompletableFuture<>();
        BackgroundResolution names = new BackgroundResolution(
                name -> {
                    InetAddress[] all = new InetAddress[addresses.length];
                    for (int at = 0; at < all.length; at++) {
                        all[at] = InetAddress.getByAddress(name, new byte[] {10, 0, 0, (byte) at});
                    }
                    if (all.length == 0) {
                        throw new UnknownHostException(name);
                    }
                    return all;
                },
                thread);
        Dialling dialling = new Dialling(
                loop,
                names,
                found -> Transport.nio()
                        .connecting(new Bootstrap())
                        .group(loop)
                        .disableResolver()
                        // Longer than the test waits.
                        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Integer.MAX_VALUE)
                        .handler(new ChannelInboundHandlerAdapter())
                        .connect(addresses[found.getAddress().getAddress()[3]]),
                limit,
                new Dialling.Listener() {
                    @Override
                    public void connected(Channel channel) {
                        told.complete(channel.remoteAddress());
                    }

                    @Override
                    public void failed(Throwable cause, boolean ofNode) {
                        told.complete(new Failure(cause, ofNode));
                    }
                });
        loop.execute(() -> dialling.begin(NAMED));
        return told;
    }

    private static Object result(CompletableFuture<Object> told) throws Exception {
        return told.get(Patience.SECONDS_TO_WAIT, TimeUnit.SECONDS);
    }

    private static InetSocketAddress at(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private static InetSocketAddress refusing() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return at(taken.getLocalPort());
        }
    }

    @Test
    void addressThatRefuses_isFollowedByTheNext() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            assertThat(result(dial(refusing(), refusing(), at(server.getLocalPort()))))
                    .isEqualTo(at(server.getLocalPort()));
        }
    }

    @Test
    void addressThatIsSilent_isPassedOver() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                BlackHole hole = new BlackHole()) {
            assertThat(result(dial(at(hole.port()), at(server.getLocalPort())))).isEqualTo(at(server.getLocalPort()));
        }
    }

    @Test
    void allAddressesRefuse_isTheNodesFault() throws Exception {
        Failure failure = (Failure) result(dial(refusing(), refusing()));
        assertThat(failure.cause()).isInstanceOf(IOException.class);
        assertThat(failure.ofNode()).isTrue();
    }

    /** The look-up hangs, and ends only when nobody waits for it any more. */
    @Test
    void nameThatIsNotFoundInTime_isNotWaitedFor() throws Exception {
        List<Runnable> hanging = new CopyOnWriteArrayList<>();
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Failure failure = (Failure) result(dial(100, hanging::add, at(server.getLocalPort())));
            assertThat(failure.cause()).isInstanceOf(ConnectTimeoutException.class);
            assertThat(failure.ofNode()).isTrue();

            hanging.forEach(Runnable::run);
            loop.submit(() -> {}).sync();
            server.setSoTimeout(50);
            assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void addressesThatAreAllSilent_haveOneTimeTogether() throws Exception {
        try (BlackHole hole = new BlackHole()) {
            Failure failure = (Failure) result(dial(100, Runnable::run, at(hole.port()), at(hole.port())));
            assertThat(failure.cause()).isInstanceOf(ConnectTimeoutException.class);
        }
    }

    @Test
    void nameThatNobodyKnows_isTheNodesFault() throws Exception {
        Failure failure = (Failure) result(dial());
        assertThat(failure.cause()).isInstanceOf(UnknownHostException.class);
        assertThat(failure.ofNode()).isTrue();
    }
}
