package io.slipcover.benchmarks.compare;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;

import io.netty.bootstrap.ServerBootstrap;
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
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An upstream that holds continuous feeds, and sends a line on the feeds that a load names. It runs in the client's own
 * process, so that both have one clock. It has a thread of its own.
 */
final class FeedUpstream implements AutoCloseable {
    /** A feed is known by the {@code number} that its request has. */
    private static final Pattern FEED = Pattern.compile("[?&]feed=continuous&.*number=([0-9]+) ");

    private static final byte[] HEAD =
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                    .getBytes(ISO_8859_1);

    private static final byte[] NOT_FOUND = "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n".getBytes(ISO_8859_1);

    private final EventLoopGroup group;
    private final EventLoop loop;
    private final Channel server;
    private final Map<Integer, Channel> feeds = new ConcurrentHashMap<>();

    private FeedUpstream(Transport transport) throws InterruptedException {
        group = new MultiThreadIoEventLoopGroup(1, transport.handlers());
        loop = group.next();
        server = transport
                .accepting(new ServerBootstrap())
                .group(group)
                .option(ChannelOption.SO_BACKLOG, 4096)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new Requests());
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .sync()
                .channel();
    }

    static FeedUpstream start() throws InterruptedException {
        return new FeedUpstream(Transport.best());
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + ((InetSocketAddress) server.localAddress()).getPort());
    }

    /** How many feeds it holds. */
    int held() {
        return feeds.size();
    }

    /**
     * Sends a line on some feeds, one after the other.
     *
     * @param interval between one and the next
     * @return when the first was due, on the clock of {@link System#nanoTime}
     */
    long send(List<Integer> numbers, Duration interval, byte[] line) {
        byte[] chunk = "%x\r\n%s\r\n"
                .formatted(line.length, new String(line, ISO_8859_1))
                .getBytes(ISO_8859_1);
        List<Channel> receivers = numbers.stream()
                .map(number -> requireNonNull(feeds.get(number), "no feed of this number"))
                .toList();
        long begin = System.nanoTime();
        loop.execute(() -> send(receivers, begin, interval.toNanos(), chunk));
        return begin;
    }

    /** Sends the lines that are due, and runs again for the rest. */
    private void send(List<Channel> receivers, long due, long interval, byte[] chunk) {
        int sent = 0;
        while (sent < receivers.size() && due + sent * interval <= System.nanoTime()) {
            Channel feed = receivers.get(sent++);
            var unused = feed.writeAndFlush(Unpooled.wrappedBuffer(chunk), feed.voidPromise());
        }
        if (sent < receivers.size()) {
            List<Channel> rest = receivers.subList(sent, receivers.size());
            long next = due + sent * interval;
            var unused = loop.schedule(
                    () -> send(rest, next, interval, chunk), next - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    /** The requests of one connection. */
    private final class Requests extends SimpleChannelInboundHandler<ByteBuf> {
        private final StringBuilder head = new StringBuilder();

        @Override
        protected void channelRead0(ChannelHandlerContext context, ByteBuf bytes) {
            head.append(bytes.toString(ISO_8859_1));
            if (head.indexOf("\r\n\r\n") < 0) {
                return;
            }
            Matcher feed = FEED.matcher(head);
            boolean found = feed.find();
            if (found) {
                int number = Integer.parseInt(feed.group(1));
                feeds.put(number, context.channel());
                context.channel().closeFuture().addListener(closed -> feeds.remove(number, context.channel()));
            }
            head.setLength(0);
            var unused = context.writeAndFlush(Unpooled.wrappedBuffer(found ? HEAD : NOT_FOUND), context.voidPromise());
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            var unused = context.close();
        }
    }
}
