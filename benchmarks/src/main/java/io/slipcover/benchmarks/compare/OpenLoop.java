package io.slipcover.benchmarks.compare;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.slipcover.upstream.Transport;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A client that asks at a constant rate, whatever the answers do. Each request has its time, and a late request makes
 * all requests late that wait behind it. So a pause shows in the figures as it would show to users, and not only in the
 * one request that met the pause.
 */
final class OpenLoop {
    private static final int CONNECTIONS = 32;

    private final EventLoop loop;
    private final byte[] request;
    private final long interval;
    private final long[] latencies;
    private final Queue<Channel> idle = new ArrayDeque<>();
    private final Queue<Long> waiting = new ArrayDeque<>();
    private final CompletableFuture<long[]> result = new CompletableFuture<>();

    private long nextAt;
    private int sent;
    private int answered;

    private OpenLoop(EventLoop loop, byte[] request, double rate, int requests) {
        this.loop = loop;
        this.request = request;
        this.interval = (long) (1e9 / rate);
        this.latencies = new long[requests];
    }

    /** The nanoseconds from when each request was due to the end of its answer, in ascending order. */
    static long[] latencies(Running candidate, Question question, double rate, Duration time)
            throws IOException, InterruptedException {
        Transport transport = Transport.best();
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, transport.handlers());
        try {
            int requests = (int) (rate * time.toMillis() / 1000);
            OpenLoop clients = new OpenLoop(group.next(), question.head(candidate), rate, requests);
            Bootstrap bootstrap = transport
                    .connecting(new Bootstrap())
                    .group(group)
                    .option(ChannelOption.TCP_NODELAY, true)
                    .handler(new ChannelInitializer<Channel>() {
                        @Override
                        protected void initChannel(Channel channel) {
                            channel.pipeline().addLast(clients.new Client());
                        }
                    });
            for (int index = 0; index < CONNECTIONS; index++) {
                bootstrap.connect(candidate.address()).sync();
            }
            long[] latencies = clients.result.get(2 * time.toSeconds() + 10, TimeUnit.SECONDS);
            Arrays.sort(latencies);
            return latencies;
        } catch (ExecutionException failed) {
            throw new IOException(failed.getCause());
        } catch (TimeoutException tooSlow) {
            throw new IOException(candidate.candidate().title() + " cannot answer at this rate", tooSlow);
        } finally {
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
        }
    }

    private void begin() {
        nextAt = System.nanoTime();
        send();
    }

    /** Sends the requests that are due, on free connections. */
    private void send() {
        long now = System.nanoTime();
        while (sent < latencies.length && nextAt <= now) {
            waiting.add(nextAt);
            nextAt += interval;
            sent++;
        }
        drain();
        if (sent < latencies.length) {
            var unused = loop.schedule(this::send, Math.max(0, nextAt - System.nanoTime()), TimeUnit.NANOSECONDS);
        }
    }

    private void drain() {
        while (!waiting.isEmpty() && !idle.isEmpty()) {
            Channel channel = idle.remove();
            channel.pipeline().get(Client.class).dueAt = waiting.remove();
            // What fails is told to the client's handler.
            var unused = channel.writeAndFlush(Unpooled.wrappedBuffer(request), channel.voidPromise());
        }
    }

    /** One connection. */
    private final class Client extends SimpleChannelInboundHandler<ByteBuf> {
        private final AnswerReader reader = new AnswerReader();
        private boolean hasBegun;
        private long dueAt;

        /** The first request makes ready what a connection needs, on both sides of a proxy, and does not count. */
        @Override
        public void channelActive(ChannelHandlerContext context) {
            var unused = context.writeAndFlush(Unpooled.wrappedBuffer(request), context.voidPromise());
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, ByteBuf bytes) throws IOException {
            reader.feed(bytes.nioBuffer());
            if (!reader.isDone()) {
                return;
            }
            if (reader.status() != 200 || reader.closes()) {
                throw new IOException("an answer of status " + reader.status());
            }
            reader.reset();
            idle.add(context.channel());
            if (!hasBegun) {
                hasBegun = true;
                if (idle.size() == CONNECTIONS) {
                    begin();
                }
                return;
            }
            latencies[answered++] = System.nanoTime() - dueAt;
            if (answered == latencies.length) {
                result.complete(latencies);
            }
            drain();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            result.completeExceptionally(cause);
        }
    }
}
