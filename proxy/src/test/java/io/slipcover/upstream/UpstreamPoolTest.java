package io.slipcover.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelException;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.slipcover.testing.FakeUpstream;
import io.slipcover.testing.LeakGuard;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakGuard.class)
final class UpstreamPoolTest {
    private static final long DAY = TimeUnit.DAYS.toNanos(1);

    private final CompletableFuture<HttpResponse> head = new CompletableFuture<>();
    private final CompletableFuture<Void> whole = new CompletableFuture<>();

    private final class Listener implements AnswerListener {
        @Override
        public void interim(HttpResponse answer) {}

        @Override
        public void head(HttpResponse answer) {
            head.complete(answer);
        }

        @Override
        public void body(HttpContent content) {
            content.release();
            if (content instanceof LastHttpContent) {
                whole.complete(null);
            }
        }

        @Override
        public void pause() {}

        @Override
        public void writabilityChanged() {}

        @Override
        public void lost(Throwable cause) {
            whole.completeExceptionally(cause);
        }
    }

    @Test
    void sweep_hoursLater_leavesAFeedAlone_andClosesWhatIsIdle() throws Exception {
        CountDownLatch swept = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        EventLoopGroup loops =
                new MultiThreadIoEventLoopGroup(1, Transport.nio().handlers());
        try (FakeUpstream couch = new FakeUpstream((number, wire) -> {
            wire.request();
            wire.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            await(swept);
            wire.send("1\r\n\n\r\n0\r\n\r\n");
            wire.rest();
            closed.countDown();
        })) {
            UpstreamPool pool = new UpstreamPool(loops.next(), Transport.nio());
            Upstreams upstreams = new Upstreams(List.of(new UpstreamAddress(false, "127.0.0.1", couch.port())));
            CompletableFuture<UpstreamConnection> taken = new CompletableFuture<>();
            loops.next()
                    .execute(() -> pool.acquire(upstreams, false, new ConnectionTaker() {
                        @Override
                        public void connected(UpstreamConnection connection) {
                            connection.listen(new Listener());
                            connection.write(new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/feed"));
                            connection.flush();
                            taken.complete(connection);
                        }

                        @Override
                        public void unreachable(Throwable cause) {
                            taken.completeExceptionally(cause);
                        }
                    }));
            UpstreamConnection connection = taken.get(30, TimeUnit.SECONDS);
            assertThat(head.get(30, TimeUnit.SECONDS).status().code()).isEqualTo(200);

            loops.next().submit(() -> pool.sweep(System.nanoTime() + DAY)).get(30, TimeUnit.SECONDS);
            swept.countDown();
            whole.get(30, TimeUnit.SECONDS);

            loops.next().submit(connection::release).get(30, TimeUnit.SECONDS);
            loops.next().submit(() -> pool.sweep(System.nanoTime() + DAY)).get(30, TimeUnit.SECONDS);
            assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
        }
    }

    /** A channel that cannot be made, as where too many files are open. */
    public static final class NoChannel extends NioSocketChannel {
        public NoChannel() {
            throw new ChannelException("Too many open files");
        }
    }

    @Test
    void channelThatCannotBeMade_isToldOnTheEventLoop() throws Exception {
        Transport nio = Transport.nio();
        EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, nio.handlers());
        try {
            EventLoop loop = loops.next();
            UpstreamPool pool =
                    new UpstreamPool(loop, new Transport("none", nio.handlers(), nio.serverChannel(), NoChannel.class));
            CompletableFuture<Boolean> toldOnLoop = new CompletableFuture<>();
            loop.execute(() -> pool.acquire(
                    new Upstreams(List.of(new UpstreamAddress(false, "127.0.0.1", 1))), false, new ConnectionTaker() {
                        @Override
                        public void connected(UpstreamConnection connection) {
                            toldOnLoop.completeExceptionally(new AssertionError("connected"));
                        }

                        @Override
                        public void unreachable(Throwable cause) {
                            toldOnLoop.complete(loop.inEventLoop());
                        }
                    }));
            assertThat(toldOnLoop.get(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("waited in vain");
            }
        } catch (InterruptedException exception) {
            throw new IllegalStateException(exception);
        }
    }
}
