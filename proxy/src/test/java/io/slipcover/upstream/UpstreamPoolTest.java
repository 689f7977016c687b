package io.slipcover.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelException;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.slipcover.testbed.Patience;
import io.slipcover.testing.FakeUpstream;
import io.slipcover.testing.LeakGuard;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(LeakGuard.class)
final class UpstreamPoolTest {
    private static final long DAY = TimeUnit.DAYS.toNanos(1);

    private final CompletableFuture<HttpResponse> head = new CompletableFuture<>();
    private final CompletableFuture<Void> whole = new CompletableFuture<>();

    private class Listener implements AnswerListener {
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

    /**
     * Hands a connection on.
     *
     * @param told fails where there is none
     */
    private record Taker(Consumer<UpstreamConnection> next, CompletableFuture<?> told) implements ConnectionTaker {
        @Override
        public void connected(UpstreamConnection connection) {
            next.accept(connection);
        }

        @Override
        public void unreachable(Throwable cause) {
            told.completeExceptionally(cause);
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
            Patience.await(swept);
            wire.send("1\r\n\n\r\n0\r\n\r\n");
            wire.rest();
            closed.countDown();
        })) {
            UpstreamPool pool = new UpstreamPool(loops.next(), Transport.nio());
            Upstreams upstreams = new Upstreams(List.of(new UpstreamAddress(false, "127.0.0.1", couch.port())));
            CompletableFuture<UpstreamConnection> taken = new CompletableFuture<>();
            ConnectionTaker taker = new Taker(
                    connection -> {
                        connection.listen(new Listener());
                        connection.write(new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/feed"));
                        connection.flush();
                        taken.complete(connection);
                    },
                    taken);
            loops.next().execute(() -> pool.acquire(upstreams, false, taker));
            UpstreamConnection connection = taken.get(Patience.SECONDS_TO_WAIT, TimeUnit.SECONDS);
            assertThat(head.get(Patience.SECONDS_TO_WAIT, TimeUnit.SECONDS)
                            .status()
                            .code())
                    .isEqualTo(200);

            loops.next()
                    .submit(() -> pool.sweep(System.nanoTime() + DAY))
                    .get(Patience.SECONDS_TO_WAIT, TimeUnit.SECONDS);
            swept.countDown();
            whole.get(Patience.SECONDS_TO_WAIT, TimeUnit.SECONDS);

            loops.next().submit(connection::release).get(Patience.SECONDS_TO_WAIT, TimeUnit.SECONDS);
            loops.next()
                    .submit(() -> pool.sweep(System.nanoTime() + DAY))
                    .get(Patience.SECONDS_TO_WAIT, TimeUnit.SECONDS);
            assertThat(closed.await(Patience.SECONDS_TO_WAIT, TimeUnit.SECONDS)).isTrue();
        } finally {
            loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
        }
    }

    @ParameterizedTest
    @MethodSource("io.slipcover.upstream.Transport#working")
    void answerToHalfARequest_isHeard_thoughTheRestCannotBeSent(Transport transport) throws Exception {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        CompletableFuture<UpstreamConnection> begun = new CompletableFuture<>();
        EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, transport.handlers());
        EventLoop loop = loops.next();
        try (FakeUpstream couch = new FakeUpstream((number, wire) -> {
            wire.head();
            loop.execute(() -> {
                // Nothing is read until this returns.
                busy.countDown();
                Patience.await(answered);
                UpstreamConnection connection = begun.join();
                while (connection.isWritable()) {
                    connection.write(new DefaultHttpContent(Unpooled.wrappedBuffer(new byte[] {' '})));
                    connection.flush();
                }
                connection.write(LastHttpContent.EMPTY_LAST_CONTENT);
                connection.flush();
            });
            Patience.await(busy);
            wire.send("HTTP/1.1 404 Object Not Found\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}");
            wire.close();
            answered.countDown();
        })) {
            UpstreamPool pool = new UpstreamPool(loop, transport);
            Upstreams upstreams = new Upstreams(List.of(new UpstreamAddress(false, "127.0.0.1", couch.port())));
            HttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/db/_nothing");
            request.headers().set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
            ConnectionTaker taker = new Taker(
                    connection -> {
                        connection.listen(new Listener());
                        connection.write(request);
                        connection.flush();
                        begun.complete(connection);
                    },
                    whole);
            loop.execute(() -> pool.acquire(upstreams, false, taker));

            assertThat(head.get(Patience.SECONDS_TO_WAIT, TimeUnit.SECONDS)
                            .status()
                            .code())
                    .isEqualTo(404);
            whole.get(Patience.SECONDS_TO_WAIT, TimeUnit.SECONDS);
        } finally {
            loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
        }
    }

    /** A channel's descriptor is free as soon as it is closed, and what the kernel has told of it may still be to be dealt with. */
    @ParameterizedTest
    @MethodSource("io.slipcover.upstream.Transport#working")
    void connectionMade_whileAnotherOneIsClosed_isNotTakenForThat(Transport transport) throws Exception {
        EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, transport.handlers());
        EventLoop loop = loops.next();
        CyclicBarrier stopped = new CyclicBarrier(3);
        CyclicBarrier bothAnswered = new CyclicBarrier(3);
        CyclicBarrier bothAsked = new CyclicBarrier(
                2,
                () -> loop.execute(() -> {
                    meet(stopped);
                    meet(bothAnswered);
                }));
        try (FakeUpstream couch = new FakeUpstream((number, wire) -> {
            if (wire.request() != null) {
                meet(bothAsked);
                meet(stopped);
                wire.send("HTTP/1.1 204 No Content\r\n\r\n");
                meet(bothAnswered);
                wire.rest();
            }
        })) {
            UpstreamPool pool = new UpstreamPool(loop, transport);
            Upstreams upstreams = new Upstreams(List.of(new UpstreamAddress(false, "127.0.0.1", couch.port())));
            for (int round = 0; round < 20; round++) {
                Deque<UpstreamConnection> asked = new ArrayDeque<>();
                CompletableFuture<UpstreamConnection> third = new CompletableFuture<>();
                ConnectionTaker last = new Taker(third::complete, third);
                ConnectionTaker asker = new Taker(
                        connection -> {
                            connection.listen(new Listener() {
                                @Override
                                public void head(HttpResponse answer) {
                                    // Which of the two hears first is not known. What the other one was told is still
                                    // to come.
                                    asked.remove(connection);
                                    asked.forEach(UpstreamConnection::close);
                                    pool.acquire(upstreams, true, last);
                                }
                            });
                            connection.write(new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/"));
                            connection.flush();
                            asked.add(connection);
                        },
                        third);
                loop.execute(() -> {
                    pool.acquire(upstreams, true, asker);
                    pool.acquire(upstreams, true, asker);
                });
                UpstreamConnection connection = third.get(Patience.SECONDS_TO_WAIT, TimeUnit.SECONDS);
                loop.submit(connection::close).get(Patience.SECONDS_TO_WAIT, TimeUnit.SECONDS);
            }
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
            assertThat(toldOnLoop.get(Patience.SECONDS_TO_WAIT, TimeUnit.SECONDS))
                    .isTrue();
        } finally {
            loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
        }
    }

    private static void meet(CyclicBarrier others) {
        try {
            others.await(Patience.SECONDS_TO_WAIT, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException exception) {
            throw new IllegalStateException(exception);
        }
    }
}
