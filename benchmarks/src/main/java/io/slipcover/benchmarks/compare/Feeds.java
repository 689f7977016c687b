package io.slipcover.benchmarks.compare;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.slipcover.upstream.Transport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Clients with a continuous feed each, numbered from 0, in which nothing comes for a long time. */
final class Feeds implements AutoCloseable {
    private static final int AT_ONCE = 100;
    private static final int SECONDS_TO_WAIT = 60;

    private final EventLoopGroup group;
    private final Running candidate;
    private final CountDownLatch begun;
    private final long[] arrivedAt;
    private int opened;
    private volatile CountDownLatch expected = new CountDownLatch(0);

    private Feeds(EventLoopGroup group, Running candidate, int count) {
        this.group = group;
        this.candidate = candidate;
        this.begun = new CountDownLatch(count);
        this.arrivedAt = new long[count];
    }

    /** What the client of a feed asks for. */
    static Question question(int number) {
        return Question.get("_changes?feed=continuous&include_docs=true&since=now&number=" + number);
    }

    /** Opens so many, and waits until all have begun. */
    static Feeds open(Running candidate, int count) throws IOException, InterruptedException {
        Transport transport = Transport.best();
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, transport.handlers());
        Feeds feeds = new Feeds(group, candidate, count);
        try {
            feeds.connect(transport, count);
            feeds.await(feeds.begun, "begin");
            return feeds;
        } catch (IOException | InterruptedException failed) {
            feeds.close();
            throw failed;
        }
    }

    private void connect(Transport transport, int count) throws InterruptedException {
        Bootstrap bootstrap = transport
                .connecting(new Bootstrap())
                .group(group)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new Feed(opened++));
                    }
                });
        List<ChannelFuture> connecting = new ArrayList<>();
        for (int begin = 0; begin < count; begin += AT_ONCE) {
            for (int index = begin; index < Math.min(begin + AT_ONCE, count); index++) {
                connecting.add(bootstrap.connect(candidate.address()));
            }
            for (ChannelFuture one : connecting) {
                one.sync();
            }
            connecting.clear();
        }
    }

    /** From now on so many lines are awaited. */
    void expect(int lines) {
        expected = new CountDownLatch(lines);
    }

    /** Waits for the lines that are expected, and gives when the end of each feed's last one was there, by the feed's number. */
    long[] arrivals() throws IOException, InterruptedException {
        await(expected, "have their line");
        return arrivedAt.clone();
    }

    private void await(CountDownLatch all, String what) throws IOException, InterruptedException {
        if (!all.await(SECONDS_TO_WAIT, TimeUnit.SECONDS)) {
            throw new IOException(all.getCount() + " feeds do not " + what);
        }
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    /** One feed. */
    private final class Feed extends SimpleChannelInboundHandler<ByteBuf> {
        private final int number;
        private final AnswerReader reader = new AnswerReader();
        private boolean hasBegun;

        Feed(int number) {
            this.number = number;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            byte[] request = question(number).head(candidate);
            var unused = context.writeAndFlush(Unpooled.wrappedBuffer(request), context.voidPromise());
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, ByteBuf bytes) {
            reader.feed(bytes.nioBuffer());
            if (!hasBegun) {
                hasBegun = true;
                begun.countDown();
            } else if (reader.endsLine()) {
                arrivedAt[number] = System.nanoTime();
                expected.countDown();
            }
        }
    }
}
